package io.tradewatch.screening;

import io.tradewatch.codec.registry.RegistryUnavailableException;
import io.tradewatch.kafka.UnavailableException;
import java.util.function.Predicate;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.RetriableException;

/** Searches an exception and its causes. */
public final class CauseChain {
    /** The longest chain that is searched, because exceptions may cause each other in a circle. */
    private static final int MAX_LENGTH = 100;

    private CauseChain() {}

    /** Whether any exception of the chain means that the ruleset, the registry or the broker was unavailable. */
    public static boolean isUnavailability(Throwable exception) {
        return has(
                exception,
                next -> (next instanceof UnavailableException
                                || next instanceof RegistryUnavailableException
                                || next instanceof RetriableException)
                        && !(next instanceof CorruptRecordException));
    }

    /** Whether any exception of the chain is of a kind. */
    public static boolean has(Throwable exception, Predicate<Throwable> kind) {
        Throwable next = exception;
        for (int depth = 0; next != null && depth < MAX_LENGTH; depth++) {
            if (kind.test(next)) {
                return true;
            }
            next = next.getCause();
        }
        return false;
    }
}
