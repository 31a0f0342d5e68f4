package care.silverbell.ingest.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpoolTest {
  private static final long AMPLE = 100L << 20;

  @TempDir Path folder;

  private final Taker taker = new Taker();

  /** A store that may be away. */
  private static final class Taker implements Spool.Sink {
    final List<String> taken = new CopyOnWriteArrayList<>();
    final List<byte[]> damaged = new CopyOnWriteArrayList<>();
    final AtomicInteger tries = new AtomicInteger();

    /** How many batches it takes before it goes away. */
    final AtomicInteger willing = new AtomicInteger(Integer.MAX_VALUE);

    @Override
    public void take(List<byte[]> records, List<byte[]> unsound) {
      tries.incrementAndGet();
      if (willing.get() <= 0) {
        throw new TelemetryUnavailable("away");
      }
      willing.decrementAndGet();
      taken.addAll(records.stream().map(SpoolTest::name).toList());
      damaged.addAll(unsound);
    }
  }

  @Test
  void recordsAreHandedOnOldestFirstAndTheFolderIsEmptied() throws IOException {
    try (Spool spool = open(AMPLE)) {
      List<String> names = append(spool, 0, 300);
      assertThat(spool.bytes()).isEqualTo(300 * (1_000 + SpoolSegment.HEADER_BYTES));
      spool.drainTo(taker);
      Awaitility.await().until(() -> spool.bytes() == 0);
      assertThat(taker.taken).isEqualTo(names);
      assertThat(segments()).isEmpty();
      assertThat(append(spool, 300, 1)).hasSize(1);
      Awaitility.await().until(() -> taker.taken.size() == 301);
    }
  }

  @Test
  void whatAnEarlierRunLeftIsHandedOnBeforeTheNew() {
    List<String> names = new ArrayList<>();
    for (int run = 0; run < 3; run++) {
      try (Spool spool = open(AMPLE)) {
        names.addAll(append(spool, run * 10, 10));
      }
    }
    try (Spool spool = open(AMPLE)) {
      names.addAll(append(spool, 30, 10));
      spool.drainTo(taker);
      Awaitility.await().until(() -> spool.bytes() == 0);
    }
    assertThat(taker.taken).isEqualTo(names);
  }

  @Test
  void thePlaceIsRememberedOverARestart() {
    List<String> names;
    taker.willing.set(1);
    try (Spool spool = open(AMPLE)) {
      names = append(spool, 0, 1_000);
      spool.drainTo(taker);
      Awaitility.await().until(() -> taker.tries.get() >= 2);
    }
    int before = taker.taken.size();
    assertThat(before).isBetween(1, 999);
    taker.willing.set(Integer.MAX_VALUE);
    try (Spool spool = open(AMPLE)) {
      spool.drainTo(taker);
      Awaitility.await().until(() -> spool.bytes() == 0);
    }
    assertThat(taker.taken).isEqualTo(names);
  }

  @Test
  void aDamagedPlaceMeansAgainNotNever() throws IOException {
    taker.willing.set(1);
    try (Spool spool = open(AMPLE)) {
      append(spool, 0, 1_000);
      spool.drainTo(taker);
      Awaitility.await().until(() -> taker.tries.get() >= 2);
    }
    byte[] place = Files.readAllBytes(folder.resolve("place"));
    place[15]++;
    Files.write(folder.resolve("place"), place);
    var again = new Taker();
    try (Spool spool = open(AMPLE)) {
      spool.drainTo(again);
      Awaitility.await().until(() -> spool.bytes() == 0);
    }
    assertThat(again.taken).hasSize(1_000);
  }

  @Test
  void aStoreThatIsAwayIsTriedEachSecondAndGetsEverythingWhenItIsBack() {
    taker.willing.set(0);
    try (Spool spool = open(AMPLE)) {
      long start = System.nanoTime();
      spool.drainTo(taker);
      List<String> names = append(spool, 0, 50);
      Awaitility.await().until(() -> taker.tries.get() >= 3);
      assertThat(System.nanoTime() - start).isGreaterThan(1_500_000_000L);
      assertThat(taker.taken).isEmpty();
      taker.willing.set(Integer.MAX_VALUE);
      Awaitility.await().until(() -> spool.bytes() == 0);
      assertThat(taker.taken).isEqualTo(names);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 9, 500, 1_007})
  void aTornTailIsCutAndTheRestIsThere(int tornBytes) throws IOException {
    List<String> names;
    try (Spool spool = open(AMPLE)) {
      names = append(spool, 0, 21);
    }
    Path segment = segments().getFirst();
    int whole = 1_000 + SpoolSegment.HEADER_BYTES;
    byte[] all = Files.readAllBytes(segment);
    byte[] torn = Arrays.copyOf(all, 20 * whole + tornBytes);
    Files.write(segment, torn);
    try (Spool spool = open(AMPLE)) {
      assertThat(Files.size(segment)).isEqualTo(20L * whole);
      names = new ArrayList<>(names.subList(0, 20));
      names.addAll(append(spool, 21, 5));
      spool.drainTo(taker);
      Awaitility.await().until(() -> spool.bytes() == 0);
    }
    assertThat(taker.taken).isEqualTo(names);
  }

  @Test
  void aRecordWhoseBytesChangedIsNotHandedOn() throws IOException {
    try (Spool spool = open(AMPLE)) {
      append(spool, 0, 3);
    }
    Path segment = segments().getFirst();
    byte[] bytes = Files.readAllBytes(segment);
    bytes[bytes.length - 1]++;
    Files.write(segment, bytes, StandardOpenOption.TRUNCATE_EXISTING);
    try (Spool spool = open(AMPLE)) {
      spool.drainTo(taker);
      Awaitility.await().until(() -> spool.bytes() == 0);
    }
    assertThat(taker.taken).containsExactly("0", "1");
    assertThat(taker.damaged).singleElement().satisfies(it -> assertThat(it).hasSize(1_008));
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0, // the length becomes greater than the file
        3, // the length becomes greater by one
        5, // the checksum
        500 // what was kept
      })
  void aDamagedRecordIsPutAsideAndAllOthersAreHandedOn(int place) throws IOException {
    List<String> names;
    try (Spool spool = open(AMPLE)) {
      names = new ArrayList<>(append(spool, 0, 700));
    }
    Path segment = segments().getFirst();
    byte[] bytes = Files.readAllBytes(segment);
    int whole = 1_000 + SpoolSegment.HEADER_BYTES;
    for (int record : new int[] {0, 300, 301, 500}) { // in the first batch and in the next ones
      bytes[record * whole + place]++;
    }
    Files.write(segment, bytes);
    names.removeAll(List.of("0", "300", "301", "500"));
    try (Spool spool = open(AMPLE)) {
      spool.drainTo(taker);
      Awaitility.await().until(() -> spool.bytes() == 0);
    }
    assertThat(taker.taken).isEqualTo(names);
    assertThat(taker.damaged.stream().mapToInt(it -> it.length).sum()).isEqualTo(4 * whole);
  }

  @Test
  void recordsThatAreDamagedWhileTheyWaitStopNobody() throws IOException {
    taker.willing.set(0);
    try (Spool spool = open(AMPLE)) {
      spool.drainTo(taker);
      append(spool, 0, 10);
      Path segment = segments().getFirst();
      byte[] bytes = Files.readAllBytes(segment);
      bytes[bytes.length - 1]++;
      Files.write(segment, bytes);
      append(spool, 10, 1);
      taker.willing.set(Integer.MAX_VALUE);
      Awaitility.await().until(() -> spool.bytes() == 0);
    }
    assertThat(taker.taken).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "10");
    assertThat(taker.damaged).hasSize(1);
  }

  @Test
  void aFullSpoolTakesNoMoreAndKeepsTheOldest() throws IOException {
    taker.willing.set(0);
    try (Spool spool = open(64 * 1024)) {
      spool.drainTo(taker);
      List<String> names = new ArrayList<>();
      assertThatThrownBy(
              () -> {
                for (int i = 0; ; i++) {
                  names.addAll(append(spool, i, 1));
                }
              })
          .isInstanceOf(TelemetryUnavailable.class)
          .hasMessageContaining("full");
      assertThat(names).hasSize(64 * 1024 / 1_008);
      assertThat(onDisk()).isEqualTo(spool.bytes()).isLessThanOrEqualTo(64 * 1024);
      taker.willing.set(Integer.MAX_VALUE);
      Awaitility.await().until(() -> spool.bytes() == 0);
      names.addAll(append(spool, 100, 1));
      Awaitility.await().until(() -> taker.taken.size() == names.size());
      assertThat(taker.taken).isEqualTo(names);
    }
  }

  @Test
  void theLimitHoldsOverARestart() {
    try (Spool spool = open(10 * 1_008)) {
      append(spool, 0, 10);
    }
    try (Spool spool = open(10 * 1_008)) {
      assertThatThrownBy(() -> append(spool, 10, 1)).isInstanceOf(TelemetryUnavailable.class);
    }
  }

  @Test
  void thatItIsNearlyFullIsSaidOnceUntilItHasEmptied() {
    List<Long> said = new CopyOnWriteArrayList<>();
    taker.willing.set(0);
    long limit = 100 * 1_008;
    try (var spool = new Spool(folder, limit, (bytes, _) -> said.add(bytes))) {
      append(spool, 0, 80);
      assertThat(said).isEmpty();
      append(spool, 80, 19);
      assertThat(said).containsExactly(81L * 1_008);
      spool.drainTo(taker);
      taker.willing.set(Integer.MAX_VALUE);
      Awaitility.await().until(() -> spool.bytes() == 0);
      taker.willing.set(0);
      append(spool, 100, 99);
      assertThat(said).containsExactly(81L * 1_008, 81L * 1_008);
    }
  }

  @Test
  void aWatchThatThrowsDoesNotStopAnAppend() {
    try (var spool =
        new Spool(
            folder,
            2_000,
            (_, _) -> {
              throw new IllegalStateException("the one who was told fell over");
            })) {
      spool.append(new byte[1_900]);
      assertThat(spool.bytes()).isEqualTo(1_908);
    }
  }

  @Test
  void aClosedSpoolTakesNothing() {
    Spool spool = open(AMPLE);
    spool.close();
    assertThatThrownBy(() -> append(spool, 0, 1)).isInstanceOf(TelemetryUnavailable.class);
  }

  @Test
  void anInterruptedThreadBreaksNothingForTheOthers() {
    try (Spool spool = open(AMPLE)) {
      Thread.currentThread().interrupt();
      append(spool, 0, 2);
      assertThat(Thread.interrupted()).isTrue();
      append(spool, 2, 2);
      spool.drainTo(taker);
      Awaitility.await().until(() -> spool.bytes() == 0);
      assertThat(taker.taken).hasSize(4);
    }
  }

  private Spool open(long limitBytes) {
    return new Spool(folder, limitBytes, (_, _) -> {});
  }

  /** Appends records of 1,000 bytes, each named by its number. */
  private static List<String> append(Spool spool, int first, int count) {
    List<String> names = IntStream.range(first, first + count).mapToObj(Integer::toString).toList();
    for (String name : names) {
      spool.append("%-1000s".formatted(name).getBytes(StandardCharsets.US_ASCII));
    }
    return names;
  }

  private static String name(byte[] record) {
    assertThat(record).hasSize(1_000);
    return new String(record, StandardCharsets.US_ASCII).strip();
  }

  private List<Path> segments() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(SpoolSegment::isSegment).sorted().toList();
    }
  }

  private long onDisk() throws IOException {
    long bytes = 0;
    for (Path segment : segments()) {
      bytes += Files.size(segment);
    }
    return bytes;
  }
}
