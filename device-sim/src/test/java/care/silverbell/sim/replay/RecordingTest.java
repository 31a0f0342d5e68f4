package care.silverbell.sim.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.silverbell.ingest.testing.MachineParts;
import care.silverbell.sim.wire.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
  private static final Path SHARED = Path.of("..", "..", "shared", "data");
  private static final Instant END = Instant.parse("2026-03-01T08:00:00Z");

  @TempDir private Path folder;

  @Test
  void heartRatesAreReadAndTheirLabelIsPassedOver() throws IOException {
    Recording recording = read("epoch_ms,bpm,label\n1000,72,N\n6000,73.6,AFIB\n");

    assertThat(recording.bad()).isEmpty();
    assertThat(recording.rows())
        .containsExactly(
            new Recording.HeartRate(Instant.ofEpochMilli(1000), 72),
            new Recording.HeartRate(Instant.ofEpochMilli(6000), 74));
  }

  @Test
  void badRowsAreNamedByTheirLineAndTheGoodOnesStay() throws IOException {
    Recording recording =
        read("epoch_ms,bpm\n1000,72\nsoon,72\n\n3000,NaN\n4000\n5000,-3\n6000,71\n");

    assertThat(recording.rows()).hasSize(2);
    assertThat(recording.bad()).extracting(BadRow::line).containsExactly(3L, 5L, 6L, 7L);
    assertThat(recording.bad().getFirst().toString())
        .endsWith("line 3: epoch_ms is 'soon', not a whole number");
    assertThat(recording.bad().get(2).why()).isEqualTo("bpm is missing");
  }

  @Test
  void aTrackMayBearAPulseAndMayLackItInARow() throws IOException {
    Recording recording = read("epoch_ms,lat,lon,bpm\n1000,37.5,121.3,80\n2000,37.6,121.4,\n");

    assertThat(recording.rows())
        .containsExactly(
            new Recording.Position(Instant.ofEpochMilli(1000), 37.5, 121.3, 80),
            new Recording.Position(Instant.ofEpochMilli(2000), 37.6, 121.4, null));
  }

  @Test
  void aPlaceOffTheGlobeIsABadRow() throws IOException {
    assertThat(read("epoch_ms,lat,lon\n1000,97.5,121.3\n").bad()).hasSize(1);
  }

  @Test
  void aFileWithoutAKnownHeaderIsNoRecording() {
    assertThatThrownBy(() -> read("1000,72\n2000,73\n"))
        .isInstanceOf(BadRecording.class)
        .hasMessageContaining("line 1 must name the columns");
    assertThatThrownBy(() -> Recording.read(folder.resolve("none.csv")))
        .isInstanceOf(BadRecording.class)
        .hasMessageContaining("no such file");
  }

  @Test
  void theLastSampleIsLaidOnTheMomentAskedForAndDistancesStay() throws IOException {
    Recording recording = read("epoch_ms,bpm\n1000,72\n6000,73\n");

    Timeline timeline =
        Timeline.of(List.of(recording), new Shift.EndsAt(END), false, ZoneOffset.UTC);

    assertThat(timeline.samples())
        .containsExactly(
            Sample.Vitals.ofHeartRate(END.minusSeconds(5), 72), Sample.Vitals.ofHeartRate(END, 73));
  }

  @Test
  void filesMoveTogetherUnlessEachIsToEndAtThatMoment() throws IOException {
    Recording early = read("epoch_ms,bpm\n1000,72\n");
    Recording late = read("epoch_ms,steps\n61000,8\n");
    Shift shift = new Shift.EndsAt(END);

    assertThat(Timeline.of(List.of(early, late), shift, false, ZoneOffset.UTC).samples())
        .extracting(Sample::at)
        .containsExactly(END.minusSeconds(60), END);
    assertThat(Timeline.of(List.of(early, late), shift, true, ZoneOffset.UTC).samples())
        .extracting(Sample::at)
        .containsExactly(END, END);
  }

  @Test
  void stepsByTheMinuteBecomeStepsSinceMidnight() throws IOException {
    Recording recording =
        read("epoch_ms,steps\n86280000,10\n86340000,20\n86400000,5\n86460000,6\n");

    Timeline timeline =
        Timeline.of(List.of(recording), new Shift.AsRecorded(), false, ZoneOffset.UTC);

    assertThat(timeline.samples())
        .extracting(sample -> ((Sample.Vitals) sample).steps())
        .containsExactly(10, 30, 5, 11);
  }

  @Test
  void everySharedRecordingOfRealPeopleIsReadWithoutABadRow() throws IOException {
    for (String kind : List.of("hr", "track", "steps")) {
      Path real = SHARED.resolve(kind);
      if (!Files.isDirectory(real)) {
        MachineParts.lack("the shared recordings are not at " + real);
      }
      try (Stream<Path> files = Files.list(real)) {
        List<Path> recordings =
            files.filter(file -> file.toString().endsWith(".csv")).sorted().toList();
        assertThat(recordings).isNotEmpty();
        for (Path file : recordings) {
          long lines;
          try (Stream<String> text = Files.lines(file)) {
            lines = text.filter(line -> !line.isBlank()).count();
          }
          assertThat(Recording.read(file).bad()).isEmpty();
          assertThat(Recording.read(file).rows()).hasSize((int) lines - 1);
        }
      }
    }
  }

  private Recording read(String text) throws IOException {
    Path file = Files.createTempFile(folder, "recording", ".csv");
    Files.writeString(file, text);
    return Recording.read(file);
  }
}
