package care.silverbell.sim.bench.traffic;

import care.silverbell.sim.bench.part.Influx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The floor of storing: line protocol built beforehand and POSTed batch by batch. */
public final class PrebuiltLines {
  private static final int PEOPLE = 100;
  private static final int STEP_MILLIS = 2;

  private final List<byte[]> batches = new ArrayList<>();
  private final int points;

  /**
   * @param firstAt time of the first point, epoch milliseconds
   * @param batch points a POST
   */
  public PrebuiltLines(long firstAt, int points, int batch) {
    this.points = points;
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < points; i++) {
      lines.append("bare_vitals,person=bench-").append(i % PEOPLE);
      lines.append(" heartRate=").append(60 + i % 40).append("i,spo2=97i,steps=1203i ");
      lines.append(firstAt + (long) i / PEOPLE * STEP_MILLIS).append('\n');
      if ((i + 1) % batch == 0 || i + 1 == points) {
        batches.add(lines.toString().getBytes(StandardCharsets.US_ASCII));
        lines.setLength(0);
      }
    }
  }

  /** Writes them all, one batch after the other; returns points a second. */
  public double writeTo(Influx influx) throws IOException, InterruptedException {
    long start = System.nanoTime();
    for (byte[] batch : batches) {
      influx.write(batch);
    }
    return points / ((System.nanoTime() - start) / 1e9);
  }
}
