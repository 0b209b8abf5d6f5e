/**
 * What {@code doctor} looks at, one class a matter, and what it says of it. Every look is bounded in time and changes
 * nothing.
 */
@NullMarked
package io.tradewatch.cli.doctor;

import org.jspecify.annotations.NullMarked;
