package care.silverbell.deploy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A command of the machine that says what it thinks of a file. */
record Program(List<String> command) {
  Program(String... command) {
    this(List.of(command));
  }

  /** Runs to the end and answers everything it printed, followed by its exit code when not 0. */
  String run() throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    return code == 0 ? printed : printed + "exit code " + code;
  }
}
