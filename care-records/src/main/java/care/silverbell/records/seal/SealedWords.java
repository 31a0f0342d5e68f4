package care.silverbell.records.seal;

import java.util.Base64;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words by which whoever knows them can speak somewhere, such as a robot's address: kept sealed,
 * and opened only to speak there. The same words are sealed alike, so that they can be compared.
 */
public final class SealedWords {
  private static final Pattern SEALED = Pattern.compile("/?sealed:([A-Za-z0-9_-]+)");
  private static final Pattern HOST = Pattern.compile("(https://[^/?#@]+)((?:[/?#].*)?)");

  /** What they are sealed for: nobody in particular. */
  private static final UUID NOBODY = new UUID(0, 0);

  private final RecordSeal seal;

  /** Seals with the record key. */
  public SealedWords(RecordSeal seal) {
    this.seal = seal;
  }

  /** All of it sealed. */
  public String sealed(String words) {
    return "sealed:"
        + Base64.getUrlEncoder().withoutPadding().encodeToString(seal.sealAlike(NOBODY, words));
  }

  /** An address of the web, sealed behind its host: where it leads is no secret. */
  public String sealedAddress(String address) {
    Matcher parts = HOST.matcher(address);
    return parts.matches() ? parts.group(1) + "/" + sealed(parts.group(2)) : sealed(address);
  }

  /**
   * With all that is sealed in it opened.
   *
   * @throws IllegalStateException if it was sealed with another key
   */
  public String open(String kept) {
    return SEALED
        .matcher(kept)
        .replaceAll(it ->
            Matcher.quoteReplacement(
                seal.open(NOBODY, Base64.getUrlDecoder().decode(it.group(1)))));
  }
}
