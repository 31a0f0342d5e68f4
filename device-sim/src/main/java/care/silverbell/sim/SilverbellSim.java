package care.silverbell.sim;

import care.silverbell.sim.band.BrokerFailure;
import care.silverbell.sim.bench.BenchCommand;
import care.silverbell.sim.replay.BadRecording;
import java.io.PrintWriter;
import java.util.concurrent.CompletionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The simulator's command line: bands that are not there, for trying out a service that is. */
@Command(
    name = "silverbell-sim",
    mixinStandardHelpOptions = true,
    versionProvider = SilverbellSim.Version.class,
    description = {
      "Simulated Silverbell bands: they speak MQTT 5 to a broker as real ones do.",
      "Each command explains itself with --help; with --json it prints one JSON object and nothing"
          + " else to standard output. Progress and errors go to standard error."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:not everything was confirmed in time",
      "2:wrong use of the command line",
      "3:no broker answers at that address",
      "4:the broker refused the band (serial or secret)",
      "5:a file is missing or cannot be used",
      "130:stopped by Ctrl-C (town: after its summary)"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  silverbell-sim press --follow",
      "  silverbell-sim town --bands 98 --mishap fall:demo-0007@20s",
      "  silverbell-sim replay night.csv --speed max --batch 100"
    },
    subcommands = {TownCommand.class, PressCommand.class, ReplayCommand.class, BenchCommand.class})
public final class SilverbellSim implements Runnable {
  /** Its own file name: the service has this module on its class path, and logs otherwise. */
  private static final String LOGGING = "logback.configurationFile";

  /** It calls a connection that a band drops on purpose SEVERE. Held, or its level is forgotten. */
  private static final Logger MQTT_LIBRARY = Logger.getLogger("org.eclipse.paho");

  @Spec private CommandSpec spec = CommandSpec.create();

  public static void main(String[] args) {
    if (System.getProperty(LOGGING) == null) {
      System.setProperty(LOGGING, "silverbell-sim-logback.xml");
    }
    MQTT_LIBRARY.setLevel(Level.OFF);
    System.exit(commandLine().execute(args));
  }

  /**
   * Does what would be typed behind {@code silverbell-sim}, in this process; its exit code.
   *
   * @param out takes what it answers
   */
  public static int run(PrintWriter out, String... args) {
    return commandLine().setOut(out).execute(args);
  }

  /** The command line as it is run, for tests as well. */
  static CommandLine commandLine() {
    return new CommandLine(new SilverbellSim())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((thrown, command, _) -> {
          Throwable why = thrown instanceof CompletionException e ? cause(e) : thrown;
          command.getErr().println("silverbell-sim: " + why.getMessage());
          return exitCode(why, thrown);
        });
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command? See below.");
  }

  private static int exitCode(Throwable why, Exception thrown) throws Exception {
    return switch (why) {
      case BrokerFailure failure ->
          switch (failure.what()) {
            case REFUSED, TAKEN_OVER -> ExitCode.BROKER_REFUSED;
            case AWAY, LOST -> ExitCode.BROKER_AWAY;
          };
      case BadFile _, BadRecording _ -> ExitCode.BAD_FILE;
      case IllegalArgumentException _ -> ExitCode.WRONG_USE;
      default -> throw thrown;
    };
  }

  private static Throwable cause(CompletionException wrapped) {
    return wrapped.getCause() == null ? wrapped : wrapped.getCause();
  }

  /** The version the jar was built as. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String built = SilverbellSim.class.getPackage().getImplementationVersion();
      return new String[] {"silverbell-sim " + (built == null ? "(not from a jar)" : built)};
    }
  }
}
