package care.silverbell.records.grid;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The cells that are drawn on the map, and which of them a place is filed under.
 *
 * @param <C> what a cell is named by
 */
public final class DrawnCells<C> {
  private final List<Drawn<C>> smallestFirst;

  /**
   * A cell that is drawn.
   *
   * @param depth how many cells stand above it
   */
  public record Drawn<C>(C cell, Outline outline, int depth) {}

  /** Puts them in order. */
  public DrawnCells(Collection<Drawn<C>> drawn) {
    this.smallestFirst =
        drawn.stream()
            .sorted(
                Comparator.comparingDouble((Drawn<C> it) -> it.outline().area())
                    .thenComparing(Comparator.comparingInt((Drawn<C> it) -> it.depth()).reversed()))
            .toList();
  }

  /**
   * The smallest cell whose outline holds the place, of equals the one furthest down; empty where
   * no outline does.
   *
   * @param latitude degrees, WGS-84
   * @param longitude degrees, WGS-84
   */
  public Optional<C> at(double latitude, double longitude) {
    return smallestFirst.stream()
        .filter(it -> it.outline().contains(latitude, longitude))
        .map(Drawn::cell)
        .findFirst();
  }
}
