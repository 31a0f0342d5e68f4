package care.silverbell.sim.bench.measure;

import java.util.BitSet;

/** Which messages of a run were sent and which arrived, by sequence. */
public final class SequenceCount {
  private final BitSet sent = new BitSet();
  private final BitSet arrived = new BitSet();
  private long duplicated;

  public synchronized void sent(int sequence) {
    sent.set(sequence);
  }

  public synchronized void sentUpTo(int count) {
    sent.set(0, count);
  }

  /** Notes an arrival; false when it is a second one, or of a message that was never sent. */
  public synchronized boolean arrived(int sequence) {
    if (sequence < 0 || !sent.get(sequence) || arrived.get(sequence)) {
      duplicated++;
      return false;
    }
    arrived.set(sequence);
    return true;
  }

  public synchronized Counts counts() {
    long all = sent.cardinality();
    long here = arrived.cardinality();
    return new Counts(all, here, all - here, duplicated);
  }
}
