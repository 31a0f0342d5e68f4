package care.silverbell.records.answering;

import java.util.Arrays;
import java.util.List;

/** What comes of many incidents against the bars; gathered one by one, then read. */
final class Figures {
  private static final List<Bar> BARS = List.of(Bar.values());

  private final int[] kept = new int[BARS.size()];
  private final int[] missed = new int[BARS.size()];
  private final Times answers = new Times();
  private final Times attendances = new Times();
  private int incidents;
  private int withMiss;

  /** Counts one more. */
  void add(Handled incident) {
    incidents++;
    boolean miss = false;
    for (int i = 0; i < kept.length; i++) {
      switch (incident.against(BARS.get(i))) {
        case KEPT -> kept[i]++;
        case MISSED -> {
          missed[i]++;
          miss = true;
        }
        case OPEN, OUT -> {}
      }
    }
    withMiss += miss ? 1 : 0;
    answers.add(incident.answered());
    attendances.add(incident.attended());
  }

  /** Counts all that the other has counted. */
  void addAll(Figures other) {
    incidents += other.incidents;
    withMiss += other.withMiss;
    for (int i = 0; i < kept.length; i++) {
      kept[i] += other.kept[i];
      missed[i] += other.missed[i];
    }
    answers.addAll(other.answers);
    attendances.addAll(other.attendances);
  }

  int incidents() {
    return incidents;
  }

  /** Incidents that missed one bar or more. */
  int withMiss() {
    return withMiss;
  }

  /** Of how many the bar has something to say: those for which it is decided. */
  int counted(Bar bar) {
    return within(bar) + missed[BARS.indexOf(bar)];
  }

  /** How many of them were in time. */
  int within(Bar bar) {
    return kept[BARS.indexOf(bar)];
  }

  /** The share in time, 0 to 1; NaN where nothing is counted. */
  double share(Bar bar) {
    return (double) within(bar) / counted(bar);
  }

  /** Whether the promise is kept; true where nothing is counted. */
  boolean isKept(Bar bar) {
    return counted(bar) == 0 || share(bar) >= bar.share();
  }

  /** Times until somebody had it. */
  Times answers() {
    return answers;
  }

  /** Times until somebody was at the door. */
  Times attendances() {
    return attendances;
  }

  /** Times that were taken, in milliseconds. */
  static final class Times {
    private long[] millis = new long[16];
    private int size;
    private boolean sorted = true;

    private void add(long took) {
      if (took < 0) {
        return;
      }
      makeRoom(1);
      millis[size++] = took;
      sorted = false;
    }

    private void addAll(Times other) {
      makeRoom(other.size);
      System.arraycopy(other.millis, 0, millis, size, other.size);
      size += other.size;
      sorted = false;
    }

    private void makeRoom(int more) {
      if (size + more > millis.length) {
        millis = Arrays.copyOf(millis, Math.max(millis.length * 2, size + more));
      }
    }

    int size() {
      return size;
    }

    /** The time that half of them took at most; NaN seconds where there are none. */
    double medianSeconds() {
      return size == 0 ? Double.NaN : inOrder()[(size - 1) / 2] / 1e3;
    }

    double longestSeconds() {
      return size == 0 ? Double.NaN : inOrder()[size - 1] / 1e3;
    }

    private long[] inOrder() {
      if (!sorted) {
        Arrays.sort(millis, 0, size);
        sorted = true;
      }
      return millis;
    }
  }
}
