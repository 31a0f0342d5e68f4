package care.silverbell.faults;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A heart rate each minute in a file of CSV, and what is reckoned from its lines alone: on another
 * way than the service's, so that both cannot make the same mistake.
 */
record PulseFile(List<Beat> beats) {
  private static final long FIVE_MINUTES = Duration.ofMinutes(5).toMillis();
  private static final int FEWEST_WINDOWS = 36;

  /** One line. */
  record Beat(long at, int rate) {}

  /** Writes one of that many days, which end with the minute; seldom the band is off for hours. */
  static Path write(Path file, Instant end, int days) {
    Random random = new Random(20261126);
    Instant at = end.minus(Duration.ofDays(days));
    int rate = 70;
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("epoch_ms,bpm\n");
      int off = 0;
      for (; at.isBefore(end); at = at.plusSeconds(60)) {
        rate = Math.clamp(rate + random.nextInt(-3, 4), 45, 105);
        off = off > 0 ? off - 1 : random.nextInt(20_000) == 0 ? 400 : 0;
        if (off == 0) {
          out.write(at.toEpochMilli() + random.nextInt(50_000) + "," + rate + "\n");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  /** Reads one. */
  static PulseFile read(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return new PulseFile(
          lines
              .skip(1)
              .map(line -> line.split(","))
              .map(cells -> new Beat(Long.parseLong(cells[0]), Integer.parseInt(cells[1])))
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those of a stretch, its end excluded. */
  PulseFile within(Instant from, Instant to) {
    return new PulseFile(
        beats.stream()
            .filter(it -> it.at >= from.toEpochMilli() && it.at < to.toEpochMilli())
            .toList());
  }

  /** Without every seventh since then: those that come late. */
  PulseFile inTime(Instant since) {
    return new PulseFile(beats.stream().filter(it -> !isLate(it, since)).toList());
  }

  /** Every seventh since then. */
  PulseFile late(Instant since) {
    return new PulseFile(beats.stream().filter(it -> isLate(it, since)).toList());
  }

  private static boolean isLate(Beat beat, Instant since) {
    return beat.at >= since.toEpochMilli() && beat.at % 7 == 0;
  }

  /** As messages that a band which was out of reach uploads. */
  List<String> messages(int size) {
    List<String> messages = new ArrayList<>();
    for (int from = 0; from < beats.size(); from += size) {
      messages.add(
          beats.subList(from, Math.min(beats.size(), from + size)).stream()
              .map(it -> "{\"at\":%d,\"heartRate\":%d}".formatted(it.at, it.rate))
              .collect(Collectors.joining(",", "[", "]")));
    }
    return messages;
  }

  /** Least, mean, greatest and count by the stretches that a time falls into. */
  Map<Long, IntSummaryStatistics> by(LongUnaryOperator stretch) {
    return beats.stream()
        .collect(
            Collectors.groupingBy(
                it -> stretch.applyAsLong(it.at),
                TreeMap::new,
                Collectors.summarizingInt(Beat::rate)));
  }

  /** By the days of a calendar. */
  Map<LocalDate, PulseFile> byDay(ZoneId zone) {
    Map<LocalDate, List<Beat>> days = new TreeMap<>();
    for (Beat beat : beats) {
      days.computeIfAbsent(
              Instant.ofEpochMilli(beat.at).atZone(zone).toLocalDate(), _ -> new ArrayList<>())
          .add(beat);
    }
    Map<LocalDate, PulseFile> files = new TreeMap<>();
    days.forEach((day, beatsOfDay) -> files.put(day, new PulseFile(beatsOfDay)));
    return files;
  }

  /** The 10th percentile of the means of five minutes; null where fewer than 36 have one. */
  @Nullable Double resting() {
    List<Double> means =
        by(at -> at / FIVE_MINUTES).values().stream()
            .map(IntSummaryStatistics::getAverage)
            .sorted()
            .toList();
    return means.size() < FEWEST_WINDOWS ? null : means.get((means.size() + 9) / 10 - 1);
  }
}
