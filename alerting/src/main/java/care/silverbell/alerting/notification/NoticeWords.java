package care.silverbell.alerting.notification;

import java.time.Duration;
import java.util.List;

/** How a notice is worded in one language. */
sealed interface NoticeWords permits ChineseWords, EnglishWords {
  NoticeWords CHINESE = new ChineseWords();
  NoticeWords ENGLISH = new EnglishWords();

  /** One line: what it is, and who. */
  String title(NoticeSubject subject, Saying saying);

  /** Where, when, who has it, what to do. */
  List<String> lines(NoticeSubject subject, Saying saying, Duration ago);

  /** When, and then where, as short as can be. */
  List<String> shortLines(NoticeSubject subject, Saying saying, Duration ago);

  /** As one would say it on the telephone, with the keys to press where an answer is wanted. */
  String spoken(NoticeSubject subject, Saying saying, Duration ago);
}
