package care.silverbell.records.sheet.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadedFilesTest {
  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

  @TempDir private Path folder;

  @Test
  void whatAKilledImportLeftIsDeletedAndNothingElse() throws IOException {
    Path left = file("silverbell-sheet-1.part", NOW.minusSeconds(3_601));
    Path underWay = file("silverbell-sheet-2.part", NOW.minusSeconds(3_599));
    Path another = file("somebody-elses.part", NOW.minusSeconds(90_000));

    UploadedFiles.deleteLeft(folder, NOW);

    assertThat(left).doesNotExist();
    assertThat(underWay).exists();
    assertThat(another).exists();
  }

  private Path file(String name, Instant writtenTo) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "id_number\n");
    return Files.setLastModifiedTime(file, FileTime.from(writtenTo));
  }
}
