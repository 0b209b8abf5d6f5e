/**
 * The application under fire: brokers, instances and the registry as separate processes, killed in the middle of work,
 * while transfers come in and the law changes. In the end every promise is asked whether it was kept.
 */
@NullMarked
package io.tradewatch.chaos;

import org.jspecify.annotations.NullMarked;
