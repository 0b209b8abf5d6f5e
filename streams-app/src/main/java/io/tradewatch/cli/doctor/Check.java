package io.tradewatch.cli.doctor;

import java.util.List;

/** Checks one subject. A problem is reported as a diagnosis; an exception means that the check was not possible. */
@FunctionalInterface
interface Check {
    /** One diagnosis or several. */
    List<Diagnosis> run() throws Exception;
}
