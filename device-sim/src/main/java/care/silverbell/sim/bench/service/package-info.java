/** The service under test, seen from outside: a process, its HTTP face, its live stream. */
@NullMarked
package care.silverbell.sim.bench.service;

import org.jspecify.annotations.NullMarked;
