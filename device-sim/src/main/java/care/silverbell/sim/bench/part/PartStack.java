package care.silverbell.sim.bench.part;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What the bench has started, undone in reverse: at the end, after a failure, and on Ctrl-C. */
public final class PartStack implements AutoCloseable {
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  /** Keeps a part to be undone; returns it. */
  public synchronized <T extends AutoCloseable> T keep(T part) {
    parts.push(part);
    return part;
  }

  /** Undoes one part now, out of its turn. */
  public void release(AutoCloseable part) throws Exception {
    synchronized (this) {
      parts.remove(part);
    }
    part.close();
  }

  /** Undoes everything; one part that cannot be undone does not keep the others. */
  @Override
  public void close() throws Exception {
    @Nullable Exception first = null;
    for (AutoCloseable part = next(); part != null; part = next()) {
      try {
        part.close();
      } catch (Exception e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }

  private synchronized @Nullable AutoCloseable next() {
    return parts.poll();
  }
}
