package care.silverbell.records.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.silverbell.ingest.testing.TestDatabase;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordSealTest {
  private static final String NUMBER = "11010519491231002X";
  private final UUID person = UUID.randomUUID();
  private final RecordSeal seal = RecordSeal.of(key(1));

  private static RecordKey key(int fill) {
    byte[] bytes = new byte[32];
    java.util.Arrays.fill(bytes, (byte) fill);
    return RecordKey.of(Base64.getEncoder().encodeToString(bytes));
  }

  @Test
  void whatIsSealedOpensForThatPersonAndLooksDifferentEachTime() {
    byte[] sealed = seal.seal(person, NUMBER);
    assertThat(seal.open(person, sealed)).isEqualTo(NUMBER);
    assertThat(seal.seal(person, NUMBER)).isNotEqualTo(sealed);
    assertThat(seal.mark(NUMBER)).isEqualTo(seal.mark(NUMBER)).hasSize(32);
    assertThat(RecordSeal.of(key(2)).mark(NUMBER)).isNotEqualTo(seal.mark(NUMBER));
  }

  @Test
  void itOpensNeitherForAnotherPersonNorWithAnotherKeyNorWhenTouched() {
    byte[] sealed = seal.seal(person, NUMBER);
    assertThatThrownBy(() -> seal.open(UUID.randomUUID(), sealed))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> RecordSeal.of(key(2)).open(person, sealed))
        .isInstanceOf(IllegalStateException.class);
    sealed[sealed.length - 1] ^= 1;
    assertThatThrownBy(() -> seal.open(person, sealed)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aKeyThatIsNoneIsRefusedWithoutRepeatingIt() {
    for (String text : new String[] {"c2hvcnQ=", "not base 64 at all!"}) {
      assertThatThrownBy(() -> RecordKey.of(text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("32 bytes")
          .hasMessageNotContaining(text);
    }
    assertThat(key(1).toString()).doesNotContain("AQEB");
  }

  @Test
  void aKeyIsMadeOnceForItsOwnerAloneAndAnotherIsRefused(@TempDir Path folder) throws IOException {
    try (TestDatabase test = TestDatabase.create("records")) {
      byte[] sealed = RecordSeal.open(test.database(), null, folder).seal(person, NUMBER);
      Path file = folder.resolve("record.key");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      keep(test, sealed);
      assertThat(RecordSeal.open(test.database(), null, folder).open(person, sealed))
          .isEqualTo(NUMBER);

      assertThatThrownBy(() -> RecordSeal.open(test.database(), key(7), folder))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("SILVERBELL_RECORD_KEY");
      Files.delete(file);
      assertThatThrownBy(() -> RecordSeal.open(test.database(), null, folder))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("record.key");
      assertThat(file).doesNotExist();
    }
  }

  @Test
  void beforeAnythingIsSealedTheKeyMayBeChanged(@TempDir Path folder) {
    try (TestDatabase test = TestDatabase.create("records")) {
      RecordSeal.open(test.database(), null, folder);
      byte[] sealed = RecordSeal.open(test.database(), key(7), folder).seal(person, NUMBER);
      keep(test, sealed);
      assertThat(RecordSeal.open(test.database(), key(7), folder).open(person, sealed))
          .isEqualTo(NUMBER);
    }
  }

  @Test
  void ofTwoServicesThatStartAtOnceWithoutAKeyOneIsRefusedAndLeavesNoKeyBehind(@TempDir Path folder)
      throws Exception {
    for (int round = 0; round < 10; round++) {
      Path one = folder.resolve("one-" + round);
      Path other = folder.resolve("other-" + round);
      try (TestDatabase test = TestDatabase.create("records");
          ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
        var opened =
            both.invokeAll(
                List.<Callable<String>>of(() -> opened(test, one), () -> opened(test, other)));
        assertThat(List.of(opened.get(0).get(), opened.get(1).get()))
            .containsOnlyOnce("opened")
            .anySatisfy(it -> assertThat(it).contains("SILVERBELL_RECORD_KEY"));
        assertThat(Files.exists(one.resolve("record.key")))
            .isNotEqualTo(Files.exists(other.resolve("record.key")));
      }
    }
  }

  private static String opened(TestDatabase test, Path folder) {
    try {
      RecordSeal.open(test.database(), null, folder);
      return "opened";
    } catch (IllegalStateException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Test
  void aServiceWhoseKeyWasReplacedSealsNothingAndAUsedKeyIsNotReplaced(@TempDir Path folder) {
    try (TestDatabase test = TestDatabase.create("records")) {
      RecordSeal made = RecordSeal.open(test.database(), null, folder);
      RecordSeal set = RecordSeal.open(test.database(), key(7), folder);

      assertThatThrownBy(() -> made.seal(person, NUMBER))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("another record key");
      byte[] sealed = set.seal(person, NUMBER);
      assertThatThrownBy(() -> RecordSeal.open(test.database(), key(9), folder))
          .isInstanceOf(IllegalStateException.class);
      assertThat(RecordSeal.open(test.database(), key(7), folder).open(person, sealed))
          .isEqualTo(NUMBER);
    }
  }

  private void keep(TestDatabase test, byte[] sealed) {
    UUID cell = UUID.randomUUID();
    var _ =
        test.database()
            .query("adding a cell", "insert into grid_cell (id, name) values ($1, 'x')", cell);
    var _ =
        test.database()
            .query(
                "adding a person",
                """
                insert into person (id, name, sex, birth_date, address, cell, risk, resident_id_sealed, resident_id_mark)
                values ($1, 'x', 'female', '1949-12-31', 'x', $2, 'key', $3, $4)
                """,
                person,
                cell,
                Buffer.buffer(sealed),
                Buffer.buffer(seal.mark(NUMBER)));
  }
}
