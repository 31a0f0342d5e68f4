package care.silverbell.sim.town;

import java.util.concurrent.atomic.LongAdder;

/** Counts what happens in the town. */
final class TownBook {
  final LongAdder presses = new LongAdder();
  final LongAdder callsReceived = new LongAdder();
  final LongAdder falls = new LongAdder();
  final LongAdder mishaps = new LongAdder();
  volatile String lastTrouble = "";
}
