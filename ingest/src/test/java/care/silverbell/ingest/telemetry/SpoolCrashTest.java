package care.silverbell.ingest.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolCrashTest {
  private static final int KILLS = 6;

  @TempDir Path folder;

  @Test
  void whatWasAcknowledgedBeforeKillsIsThereOnceAndInOrder() throws Exception {
    Set<String> acknowledged = new HashSet<>();
    Random random = new Random();
    for (int run = 0; run < KILLS; run++) {
      acknowledged.addAll(appendUntilKilled("run" + run, 20 + random.nextInt(200)));
    }
    List<String> found = drained(acknowledged);
    assertThat(found).doesNotHaveDuplicates().containsAll(acknowledged);
    // Each thread of each run may have had one record on disk that it could not yet say aloud.
    assertThat(found.size() - acknowledged.size()).isBetween(0, KILLS * SpoolAppender.THREADS);
    for (int run = 0; run < KILLS; run++) {
      for (int thread = 0; thread < SpoolAppender.THREADS; thread++) {
        String prefix = "run%d-%d-".formatted(run, thread);
        assertThat(found.stream().filter(it -> it.startsWith(prefix)))
            .extracting(it -> Integer.parseInt(it.substring(prefix.length())))
            .isSorted();
      }
    }
  }

  private List<String> appendUntilKilled(String run, int atLeast) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SpoolAppender.class.getName(),
                folder.toString(),
                run)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> acknowledged = new ArrayList<>();
    try (BufferedReader aloud = process.inputReader(StandardCharsets.UTF_8)) {
      for (String record = aloud.readLine(); record != null; record = aloud.readLine()) {
        if (record.matches(run + "-\\d-\\d+")) {
          acknowledged.add(record);
        }
        if (acknowledged.size() == atLeast) {
          process.toHandle().destroyForcibly();
        }
      }
    }
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(atLeast);
    // A last line that the kill cut names a smaller record, which was acknowledged before it.
    return acknowledged;
  }

  private List<String> drained(Set<String> acknowledged) {
    List<String> found = Collections.synchronizedList(new ArrayList<>());
    try (var spool = new Spool(folder, Long.MAX_VALUE, (_, _) -> {})) {
      spool.drainTo((records, damaged) -> {
        assertThat(damaged).isEmpty();
        for (byte[] record : records) {
          String text = new String(record, StandardCharsets.UTF_8);
          assertThat(text).isEqualTo(SpoolAppender.padded(text.strip()));
          found.add(text.strip());
        }
      });
      Awaitility.await().until(() -> spool.bytes() == 0);
    }
    assertThat(found).hasSizeGreaterThanOrEqualTo(acknowledged.size());
    return List.copyOf(found);
  }
}
