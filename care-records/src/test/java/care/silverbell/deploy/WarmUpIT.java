package care.silverbell.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.testing.ServiceProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a rehearsal taught the JVM is taken by the service, which starts with it. Alone, for to
 * write down what was learnt takes all processors for ten seconds.
 */
@Tag("alone")
class WarmUpIT {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();
  private static final String JAR = Path.of("target", "silverbell.jar").toAbsolutePath().toString();

  @TempDir private Path folder;

  @Test
  void theServiceStartsWithWhatAWarmUpHasLeft() throws Exception {
    Path cache = folder.resolve("silverbell.aot");
    String said =
        new Program(
                JAVA,
                "-Djava.io.tmpdir=" + folder,
                "-XX:AOTCacheOutput=" + cache,
                "-jar",
                JAR,
                "warm-up",
                "--presses",
                "5")
            .run();
    assertThat(said)
        .contains("warm-up: 5 presses, 0 without an answer")
        .doesNotContain("exit code");
    assertThat(cache).isNotEmptyFile();
    try (var left = Files.list(folder)) {
      assertThat(left.map(it -> it.getFileName().toString()))
          .as("nothing of the rehearsal is left")
          .noneMatch(it -> it.startsWith("silverbell-warm-up"));
    }
    try (ServiceProcess service =
        new ServiceProcess("warmed-up", Map.of()).withJava("-XX:AOTCache=" + cache)) {
      var _ = service.start();
      assertThat(Files.readString(service.log())).doesNotContain("aot");
    }
  }
}
