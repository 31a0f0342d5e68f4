package care.silverbell.alerting.rule;

/** One sentence for the one who answers, in both languages. */
public record Sentence(String zh, String en) {

  @Override
  public String toString() {
    return zh + " / " + en;
  }
}
