package care.silverbell.sim.bench.scenario;

import care.silverbell.sim.bench.report.Figure;
import java.util.List;

/** One question that a bench puts to the service. */
public interface Scenario {
  /** Its name on the command line. */
  String name();

  /**
   * Measures it with parts from the workshop, which it gives back.
   *
   * @throws Exception when it could not be measured; that says nothing about the other questions
   */
  List<Figure> run(Workshop workshop) throws Exception;
}
