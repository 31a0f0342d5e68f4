package care.silverbell.records.access;

import java.util.Locale;

/** What an API token is good for; never for more than its account may. */
public enum Scope {
  /** Looking: GET only. */
  READ,
  /** Looking and changing. */
  WRITE,
  /** The paths under {@code /fhir} only. */
  FHIR;

  /** As the contract writes it. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The scope of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Scope of(String wireName) {
    return valueOf(wireName.toUpperCase(Locale.ROOT));
  }

  /** Whether a request with that method and path is within it. */
  public boolean covers(String method, String path) {
    return switch (this) {
      case READ -> method.equals("GET") || method.equals("HEAD");
      case WRITE -> true;
      case FHIR -> path.startsWith("/fhir/");
    };
  }
}
