package care.silverbell.records.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchTextTest {

  @ParameterizedTest
  @CsvSource({
    // name, words, found
    "王桂英, 王桂, true",
    "王桂英, wangguiying, true",
    "王桂英, Wang Gui Ying, true",
    "王桂英, wáng guì, true",
    "王桂英, wgy, true",
    "王桂英, WG, true",
    "王桂英, wyg, false",
    "王桂英, ygw, false",
    "单秀兰, shanxiulan, true",
    "单秀兰, danxiulan, true",
    "单秀兰, sxl, true",
    "曾长乐, zengchangle, true",
    "曾长乐, cengzhangyue, true",
    "吕玉珍, lvyuzhen, true",
    "吕玉珍, lǚ, true",
    "吕玉珍, lu yu, true",
    "吕玉珍, lyuyuzhen, true",
    "欧阳文斌, ouyang, true",
    "欧阳文斌, oywb, true",
    "Zoë Smith, zoe, true",
    "Zoë Smith, zs, true",
    "王桂英, 13800138000, true",
    "王桂英, １３８, true",
    "王桂英, 凤凰台 3号, true",
    "王桂英, 凤凰台 4号, false",
    "王桂英, da-0017, true",
    "王桂英, %, false",
    "王桂英, _, false"
  })
  void aPersonIsFoundByNameSoundInitialsPhoneAddressAndCode(
      String name, String words, boolean found) {
    String text = SearchText.of(name, "138-0013-8000", "凤凰台小区3号楼", "DA-0017", null);
    assertThat(matches(text, words)).isEqualTo(found);
  }

  @Test
  void aNameOfManyReadingsStaysWithinBounds() {
    String text = SearchText.of("长乐重行单曾".repeat(100), null);
    assertThat(text.length()).isLessThan(40_000);
  }

  /** As SQL's like, with its backslashes. */
  private static boolean matches(String text, String words) {
    return Arrays.stream(SearchText.patterns(words))
        .allMatch(pattern ->
            text.contains(pattern.substring(1, pattern.length() - 1).replaceAll("\\\\(.)", "$1")));
  }
}
