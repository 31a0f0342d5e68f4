package care.silverbell.records.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
  @ParameterizedTest
  @CsvSource({
    "short, 10 characters at least",
    "123456789, 10 characters at least",
    "天天向上好好学习啊, 10 characters at least",
    "1234567890, first anybody would try",
    "woaini1314520, first anybody would try",
    "WoAiNi-1314-520, first anybody would try",
    "qwertyuiop, first anybody would try",
    "aaaaaaaaaaaa, first anybody would try",
    "----------, first anybody would try",
    "a.-_@ @_-.a, first anybody would try",
    "88888888888, first anybody would try",
    "abcdabcdabcd, first anybody would try",
    "liu.xiaohong, account's own name",
    "liuxiaohong2026, account's own name",
    "LiuXiaohongLiuXiaohong, account's own name",
    "红红红红红红红红红红, account's own name"
  })
  void aPasswordAnybodyWouldGuessIsRefusedWithTheReason(String password, String why) {
    String display = password.startsWith("红") ? "红红红红红" : "刘小红";
    assertThat(PasswordRules.refuse("liuxiaohong", display, password).orElseThrow().detail())
        .contains(why);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "correct horse battery staple",
        "alllowercase",
        "春眠不觉晓处处闻啼鸟",
        "9081726354x",
        "liuxiaohong likes tea",
        "🔔🐈🌧️🍵🚲🌻📻🧶🪁🥟"
      })
  void lengthIsEnoughAndNobodyIsMadeToAddADigit(String password) {
    assertThat(PasswordRules.refuse("liuxiaohong", "刘小红", password)).isEmpty();
  }

  @Test
  void aPasswordLongerThanAPageIsRefusedBeforeItIsHashed() {
    assertThat(PasswordRules.refuse("a", "a", "long words ".repeat(30)).orElseThrow().detail())
        .contains("at most");
  }
}
