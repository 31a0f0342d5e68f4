package care.silverbell;

import care.silverbell.records.rule.score.Score;
import care.silverbell.records.rule.score.Scoring;
import io.vertx.core.json.JsonArray;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How good the rules are, and what other settings would do, from the command line. */
@Command(
    name = "rules",
    mixinStandardHelpOptions = true,
    description = "Tells how good the rules are, and what other settings would do.",
    subcommands = {RulesCommand.ScoreCommand.class, BackTestCommand.class})
final class RulesCommand implements Callable<Integer> {
  private static final int NOT_TRIED = 2;

  @Override
  public Integer call() {
    System.err.println("say what: rules score FOLDER, or rules backtest");
    return NOT_TRIED;
  }

  /** Runs all rules over recordings and prints how they did. */
  @Command(
      name = "score",
      mixinStandardHelpOptions = true,
      description = {
        "Runs all rules over a folder of recordings: hr/*.csv (epoch_ms,bpm), steps/*.csv"
            + " (epoch_ms,steps by the minute), track/*.csv (epoch_ms,lat,lon), and beside them"
            + " episodes.csv, gaps.csv, fences.csv and crossings.csv with what is true.",
        "Prints for each rule what was found and missed, what was false, and the delay.",
        "Ends with 0, or with 2 when there is nothing to score."
      })
  static final class ScoreCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FOLDER", description = "the recordings")
    private @Nullable Path folder;

    @Option(
        names = "--bad-line",
        description =
            "as a bad line would have brought them: shuffled within 60 s, 5 %% twice, 2 %% with a"
                + " clock an hour off, half an hour at a time")
    private boolean badLine;

    @Option(names = "--json", description = "answers in JSON")
    private boolean json;

    @Override
    public Integer call() {
      try {
        List<Score> scores =
            Scoring.of(folder == null ? Path.of("") : folder, badLine, System.err::println);
        if (json) {
          JsonArray answer = new JsonArray();
          scores.forEach(it -> answer.add(it.toJson()));
          System.out.println(answer.encodePrettily());
        } else {
          Score.table(scores).forEach(System.out::println);
        }
        return 0;
      } catch (RuntimeException e) {
        System.err.println("Nothing was scored: " + e.getMessage());
        return NOT_TRIED;
      }
    }
  }
}
