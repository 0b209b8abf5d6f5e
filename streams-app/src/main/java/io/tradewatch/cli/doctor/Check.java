package io.tradewatch.cli.doctor;

import java.util.List;

/** Looks at one matter. What is wrong is a diagnosis; what it throws only says that it could not look. */
@FunctionalInterface
interface Check {
    /** One diagnosis or several. */
    List<Diagnosis> look() throws Exception;
}
