package care.silverbell.ingest.band;

/** Which bands may come in. */
@FunctionalInterface
public interface BandCredentials {

  /**
   * Whether a band of that serial is registered and in service, and this is its secret. Constant in
   * time as to the secret.
   */
  boolean mayConnect(String serial, String secret);
}
