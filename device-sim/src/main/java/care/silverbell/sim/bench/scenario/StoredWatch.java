package care.silverbell.sim.bench.scenario;

import care.silverbell.sim.bench.measure.Journeys;
import care.silverbell.sim.bench.part.Influx;
import care.silverbell.sim.bench.traffic.VitalsRun;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.BitSet;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks InfluxDB again and again which readings of a run it has by now. */
final class StoredWatch implements AutoCloseable {
  static final int POLL_MILLIS = 10;

  private static final Logger log = LoggerFactory.getLogger(StoredWatch.class);

  private final Influx influx;
  private final VitalsRun run;
  private final int count;
  private final Journeys journeys;
  private final BitSet seen = new BitSet();
  private final Thread poller;
  private volatile boolean stopping;

  private StoredWatch(Influx influx, VitalsRun run, int count, Journeys journeys) {
    this.influx = influx;
    this.run = run;
    this.count = count;
    this.journeys = journeys;
    this.poller = Thread.ofPlatform().daemon().name("stored-watch").unstarted(this::poll);
  }

  static StoredWatch start(Influx influx, VitalsRun run, int count, Journeys journeys) {
    StoredWatch watch = new StoredWatch(influx, run, count, journeys);
    watch.poller.start();
    return watch;
  }

  private void poll() {
    VitalsRun.Finder finder = run.finder();
    try {
      while (!stopping) {
        JsonNode rows = newest();
        long now = System.nanoTime();
        for (JsonNode row : rows) {
          int sequence = finder.sequenceAt(row.path(0).asLong());
          if (sequence < count && !seen.get(sequence)) {
            seen.set(sequence);
            journeys.arrived(sequence, now);
          }
        }
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      }
    } catch (IOException e) {
      log.warn("InfluxDB could not be asked what it has; what follows counts as lost", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private JsonNode newest() throws IOException, InterruptedException {
    return influx.query(
        "select heartRate from vitals where time >= %dms and time <= %dms"
            .formatted(run.at(seen.nextClearBit(0)), run.at(count - 1)));
  }

  @Override
  public void close() throws InterruptedException {
    stopping = true;
    poller.join();
  }
}
