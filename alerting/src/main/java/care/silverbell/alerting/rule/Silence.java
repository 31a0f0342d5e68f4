package care.silverbell.alerting.rule;

import java.util.Locale;

/** What a silent band's last words tell of its silence. */
public enum Silence {
  /** Its battery was nearly empty, and did not charge. */
  FLAT(new Sentence("手环没电", "the band is flat")),
  /** It said that it goes off. */
  SWITCHED_OFF(new Sentence("手环已关机", "the band was switched off")),
  /** It is on no wrist, whether it is heard of or not. */
  NOT_WORN(new Sentence("手环未佩戴，之后没有消息", "the band is not worn and nothing was heard since")),
  /** It said nothing by which to tell. */
  NO_WORD(new Sentence("没有手环的消息：未佩戴或无信号", "nothing is heard of the band: not worn or no signal"));

  private final Sentence sentence;

  Silence(Sentence sentence) {
    this.sentence = sentence;
  }

  /** As it is told of a band of which nothing is heard any more. */
  Sentence sentence() {
    return sentence;
  }

  /** As metrics name it, such as {@code not-worn}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
