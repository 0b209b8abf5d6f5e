package io.tradewatch.benchmarks;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Times several contenders at the same work, one after another in one warm JVM, in an order that moves on by one from
 * round to round; the first rounds are for warming up and do not count. Each round gives one ratio, so what slows the machine
 * for a while slows all that are compared.
 *
 * @param <C> the contenders
 * @param <T> what is told of a run
 */
final class Race<C extends Enum<C>, T> {
    private static final int WARMING_UP = 2;

    private final C[] contenders;
    private final int warmingUp;
    private final ToDoubleFunction<T> secondsEach;
    private final List<Map<C, T>> rounds = new ArrayList<>();

    /** One contender's run. */
    @FunctionalInterface
    interface Run<C, T> {
        /**
         * Does the work once, and checks what came out.
         *
         * @param id no other run has the same
         */
        T of(C contender, String id) throws Exception;
    }

    /**
     * A race that has not begun.
     *
     * @param secondsEach what a run took by the clock for each record
     */
    Race(Class<C> contenders, ToDoubleFunction<T> secondsEach) {
        this(contenders, secondsEach, WARMING_UP);
    }

    /**
     * A race that has not begun, of so many contenders that fewer rounds will warm the JVM, or of so few that it takes more.
     *
     * @param warmingUp how many rounds do not count
     */
    Race(Class<C> contenders, ToDoubleFunction<T> secondsEach, int warmingUp) {
        this.contenders = contenders.getEnumConstants();
        this.warmingUp = warmingUp;
        this.secondsEach = secondsEach;
    }

    /**
     * Runs it.
     *
     * @param counting how many rounds count, after those for warming up
     */
    void run(int counting, Workshop workshop, Report report, Run<C, T> run) throws Exception {
        for (int round = 0; round < warmingUp + counting; round++) {
            Map<C, T> taken = new EnumMap<>(contenders[0].getDeclaringClass());
            for (int turn = 0; turn < contenders.length; turn++) {
                C contender = contenders[(round + turn) % contenders.length];
                T one = run.of(contender, contender.name().toLowerCase(Locale.ROOT) + "-" + round);
                taken.put(contender, one);
                workshop.say("  round %d, %s: %,.0f a second; load %s"
                        .formatted(round, contender, 1 / secondsEach.applyAsDouble(one), Machine.load()));
            }
            if (round >= warmingUp) {
                rounds.add(taken);
            }
            report.noteLoad();
        }
    }

    /** A value of each of a contender's runs. */
    Spread spread(C contender, ToDoubleFunction<T> value) {
        return Spread.of(rounds.stream()
                .mapToDouble(round -> value.applyAsDouble(round.get(contender)))
                .toArray());
    }

    /** How many of its records one manages in a second. */
    Spread rate(C contender) {
        return spread(contender, run -> 1 / secondsEach.applyAsDouble(run));
    }

    /** Reports how many each manages in a second. */
    void reportRates(Report report, String unit) {
        for (C contender : contenders) {
            report.figure(contender.toString(), unit, rate(contender), "");
        }
    }

    /** Reports how many one manages in the time that another takes for one. */
    void reportRatio(Report report, C one, C other, String aim) {
        report.figure(one + " ÷ " + other, "", ratio(one, other), aim);
    }

    /** How many one manages in the time that another takes for one. */
    Spread ratio(C one, C other) {
        return Spread.of(rounds.stream()
                .mapToDouble(round ->
                        secondsEach.applyAsDouble(round.get(other)) / secondsEach.applyAsDouble(round.get(one)))
                .toArray());
    }
}
