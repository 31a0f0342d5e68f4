package care.silverbell.sim.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/**
 * All that one bench run found.
 *
 * @param command the command line that repeats it
 * @param failures scenarios that could not be measured, with the reason
 */
public record BenchReport(
    Instant startedAt,
    String command,
    Machine machine,
    String loadAverageBefore,
    String loadAverageAfter,
    List<Figure> figures,
    List<Failure> failures) {

  /** A scenario that could not be measured. */
  public record Failure(String scenario, String reason) {}

  public BenchReport {
    figures = List.copyOf(figures);
    failures = List.copyOf(failures);
  }

  public String toJson() {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("startedAt", startedAt.toString());
    root.put("command", command);
    root.putObject("machine")
        .put("cores", machine.cores())
        .put("memoryMegabytes", machine.memoryMegabytes())
        .put("cpu", machine.cpu())
        .put("kernel", machine.kernel())
        .put("java", machine.java());
    root.putObject("loadAverage").put("before", loadAverageBefore).put("after", loadAverageAfter);
    ArrayNode all = root.putArray("figures");
    figures.forEach(figure -> fill(all.addObject(), figure));
    ArrayNode failed = root.putArray("failures");
    failures.forEach(failure ->
        failed.addObject().put("scenario", failure.scenario()).put("reason", failure.reason()));
    return root.toPrettyString();
  }

  private static void fill(ObjectNode node, Figure figure) {
    node.put("scenario", figure.scenario()).put("measure", figure.measure());
    figure.floor().ifPresent(floor -> node.put("floor", floor));
    node.put("service", figure.service());
    figure.ratio().ifPresent(ratio -> node.put("ratio", ratio));
    ArrayNode targets = node.putArray("targets");
    figure.targets().forEach(target -> targets.add(target.toString()));
    node.put("verdict", figure.verdict().name());
    node.putObject("counts")
        .put("sent", figure.counts().sent())
        .put("received", figure.counts().received())
        .put("lost", figure.counts().lost())
        .put("duplicated", figure.counts().duplicated());
    ArrayNode floors = node.putArray("floorRuns");
    figure.floors().forEach(floors::add);
    ArrayNode services = node.putArray("serviceRuns");
    figure.services().forEach(services::add);
    node.put("note", figure.note());
  }
}
