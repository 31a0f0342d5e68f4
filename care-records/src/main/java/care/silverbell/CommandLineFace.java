package care.silverbell;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What can be typed behind {@code java -jar silverbell.jar}. */
@Command(
    name = "silverbell",
    mixinStandardHelpOptions = true,
    versionProvider = CommandLineFace.Version.class,
    description = "Watches over elderly people who live at home. Without a word it serves.",
    subcommands = {
      CommandLineFace.Serve.class,
      ImportCommand.class,
      RulesCommand.class,
      WarmUpCommand.class
    })
final class CommandLineFace implements Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(CommandLineFace.class);
  private static final int CANNOT_START = 1;
  private static final int BAD_SETTINGS = 2;

  static int run(String[] arguments) {
    return new CommandLine(new CommandLineFace()).execute(arguments);
  }

  @Override
  public Integer call() throws InterruptedException {
    return serve();
  }

  /** Serves until it is stopped. */
  @Command(
      name = "serve",
      mixinStandardHelpOptions = true,
      description = {
        "Takes in what bands say, opens and answers calls, and serves the pages.",
        "Settings are environment variables SILVERBELL_…, or the same names in the properties file"
            + " that SILVERBELL_CONFIG names;",
        "with none set everything runs embedded. The README lists them."
      })
  static final class Serve implements Callable<Integer> {
    @Override
    public Integer call() throws InterruptedException {
      return serve();
    }
  }

  private static int serve() throws InterruptedException {
    Settings settings;
    try {
      settings = Settings.read(System.getenv());
    } catch (Settings.Unusable e) {
      log.error("The settings cannot be used:\n{}", e.getMessage());
      return BAD_SETTINGS;
    }
    try {
      Silverbell silverbell = Silverbell.start(settings);
      Runtime.getRuntime().addShutdownHook(new Thread(silverbell::close, "stopping"));
    } catch (Exception e) {
      log.error("Silverbell cannot start", e);
      return CANNOT_START;
    }
    new CountDownLatch(1).await();
    return 0;
  }

  /** The version in the jar's manifest. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Silverbell.class.getPackage().getImplementationVersion();
      return new String[] {"silverbell " + (version == null ? "(from source)" : version)};
    }
  }
}
