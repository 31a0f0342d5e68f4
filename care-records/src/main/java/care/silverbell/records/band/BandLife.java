package care.silverbell.records.band;

import care.silverbell.ingest.reading.PersonId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a band is in its life: in stock, on a wrist, lost, or retired. */
public sealed interface BandLife {
  /** What the contract calls the four. */
  List<String> STATES = List.of("in-stock", "worn", "lost", "retired");

  /** As the contract writes it. */
  String wireName();

  /** Registered and in the office. */
  record InStock() implements BandLife {
    @Override
    public String wireName() {
      return "in-stock";
    }
  }

  /** On somebody's wrist. */
  record Worn(PersonId wearer, String wearerName, Instant since) implements BandLife {
    @Override
    public String wireName() {
      return "worn";
    }
  }

  /** Nobody knows where; found again it is back in stock. */
  record Lost(Instant since) implements BandLife {
    @Override
    public String wireName() {
      return "lost";
    }
  }

  /** No longer used. */
  record Retired(Instant since) implements BandLife {
    @Override
    public String wireName() {
      return "retired";
    }
  }

  /** Why a band may not sign in. */
  enum Gone {
    LOST,
    RETIRED;

    String wireName() {
      return this == LOST ? "lost" : "retired";
    }

    static @Nullable Gone of(@Nullable String wireName) {
      return wireName == null ? null : wireName.equals("lost") ? LOST : RETIRED;
    }
  }
}
