package care.silverbell.records.sheet;

import java.util.List;

/**
 * What can be wrong with a sheet: said and with the way to mend it, in both languages. Longer than
 * a file should be, because every word that an office reads about its file stands here.
 */
public enum Wrong {
  UNKNOWN_SHEET(
      "不认识工作表“{0}”，它没有导入",
      "把工作表改名为 网格、人员、排班、老人、联系人 或 手环；如不需要可以忽略",
      "sheet \"{0}\" is not known and was not read",
      "name it grid, staff, rota, people, contacts or bands; or leave it if it is not needed"),
  UNKNOWN_COLUMN(
      "不认识列“{0}”，它没有导入",
      "对照模板修改列标题；如不需要可以忽略",
      "column \"{0}\" is not known and was not read",
      "name it as in the template; or leave it if it is not needed"),
  SHEET_TWICE(
      "工作表“{0}”出现了两次",
      "把两张表合并为一张", "there are two sheets for \"{0}\"", "put their rows into one sheet"),
  COLUMN_TWICE("列“{0}”出现了两次", "删除其中一列", "column \"{0}\" stands twice", "delete one of the two"),
  COLUMN_MISSING(
      "缺少列“{0}”",
      "在第一行加上标题“{0}”并填写",
      "column \"{0}\" is missing",
      "add the heading \"{0}\" in the first row, and fill the column"),
  MISSING("这里没有填写", "每一行都要填写这一列", "nothing is filled in", "every row needs this column"),
  TOO_LONG(
      "有 {0} 个字，最多 {1} 个", "缩短到 {1} 个字以内", "{0} characters; at most {1} fit", "shorten it to {1}"),
  FORMULA_ERROR(
      "公式出错：{0}", "改正公式，或直接填写内容", "the formula failed: {0}", "mend the formula, or type the value"),
  NOT_A_CODE(
      "“{0}”不能作编码",
      "编码为 1–64 个字母、数字、汉字或 - _ .，中间不要空格",
      "\"{0}\" cannot be a code",
      "use 1 to 64 letters, digits, - _ or . without spaces"),
  NOT_A_DATE(
      "“{0}”不是日期",
      "写成 2026-11-22、2026/11/22 或 2026年11月22日",
      "\"{0}\" is not a date",
      "write it as 2026-11-22 or 2026/11/22"),
  BORN_LATER(
      "出生日期 {0} 还没有到", "改正出生日期", "the birth date {0} is yet to come", "correct the birth date"),
  BORN_TOO_EARLY(
      "出生日期 {0} 早于 1890 年", "改正年份", "the birth date {0} lies before 1890", "correct the year"),
  NOT_A_MOMENT(
      "“{0}”不是时间",
      "写成 2026-11-22 08:00，或只写日期",
      "\"{0}\" is not a date and time",
      "write it as 2026-11-22 08:00, or the date alone"),
  IN_THE_FUTURE(
      "{0} 还没有到",
      "写一个过去的时间，或留空表示从现在起",
      "{0} is yet to come",
      "write a time in the past, or leave it empty for now"),
  NOT_A_TIME("“{0}”不是钟点", "写成 08:00", "\"{0}\" is not a time of day", "write it as 08:00"),
  NOT_A_PHONE(
      "“{0}”不是电话号码",
      "只写数字，可加 + 或 -，如 13812345678、0535-6601234",
      "\"{0}\" is not a telephone number",
      "write 5 to 15 digits; + in front and - between are fine"),
  NOT_YES_OR_NO(
      "“{0}”既不是“是”也不是“否”", "填写 是 或 否", "\"{0}\" is neither yes nor no", "write yes or no"),
  NOT_A_NUMBER(
      "“{0}”不是 {1} 到 {2} 的整数",
      "填写 {1} 到 {2} 的整数",
      "\"{0}\" is not a whole number from {1} to {2}",
      "write a number from {1} to {2}"),
  NOT_A_LATITUDE(
      "“{0}”不是纬度",
      "填写 -90 到 90 的度数（WGS-84），如 37.5391",
      "\"{0}\" is not a latitude",
      "write degrees from -90 to 90 (WGS-84), such as 37.5391"),
  NOT_A_LONGITUDE(
      "“{0}”不是经度",
      "填写 -180 到 180 的度数（WGS-84），如 121.3914",
      "\"{0}\" is not a longitude",
      "write degrees from -180 to 180 (WGS-84), such as 121.3914"),
  HALF_A_PLACE(
      "只有纬度或只有经度",
      "两个都填，或都留空",
      "one of latitude and longitude is missing",
      "fill in both, or leave both empty"),
  NOT_A_CHOICE(
      "“{0}”不在可选之列", "填写其中之一：{1}", "\"{0}\" is not one of the choices", "write one of: {2}"),
  NOT_AN_ID_NUMBER(
      "“{0}”不是 18 位身份证号",
      "核对身份证；17 位数字加一位数字或 X",
      "\"{0}\" is not a resident id number of 18",
      "look at the card: 17 digits, then a digit or X"),
  ID_NUMBER_ROUNDED(
      "表格软件把身份证号变成了数字，末几位已丢失",
      "把该列的格式设为“文本”，重新输入",
      "the spreadsheet took the resident id for a number and lost its last digits",
      "set the column's format to Text and type it again"),
  ID_CHECK_DIGIT(
      "身份证号的校验码不符",
      "核对身份证，可能有一位抄错",
      "the resident id's check digit does not fit",
      "look at the card: a digit is wrong"),
  ID_BIRTH_DATE(
      "身份证号中的出生日期是 {0}，与出生日期一列不同",
      "核对两处，改正其中之一",
      "the resident id says born {0}, unlike the birth date here",
      "compare the two and correct one"),
  ID_SEX(
      "身份证号中的性别与性别一列不同",
      "核对两处，改正其中之一",
      "the resident id says another sex than stands here",
      "compare the two and correct one"),
  ID_MASKED(
      "身份证号被遮盖，且没有这样的档案",
      "填写完整号码，或留空",
      "the resident id is masked, and no such person is known",
      "write the whole number, or leave it empty"),
  ID_TAKEN(
      "这个身份证号已属于档案 {0}",
      "核对是否同一人；如是，使用档案号 {0}",
      "that resident id belongs to person {0} already",
      "if it is the same person, use the code {0}"),
  CODE_OF_ANOTHER(
      "档案号 {0} 是另一位老人 {1} 的档案",
      "换一个档案号；如确是同一人，请先在档案页更正姓名、出生日期或身份证号",
      "the code {0} is the file of another person, {1}",
      "give this person another code; if it is the same person, correct name, birth date or resident id on their page first"),
  NO_KEY(
      "档案号和身份证号都没有填",
      "至少填写其中一个",
      "neither code nor resident id is filled in",
      "fill in one of the two"),
  TWICE(
      "与第 {0} 行重复",
      "删除其中一行，或改正其中一个", "the same as in row {0}", "delete one of the two rows, or correct one"),
  UNKNOWN_CELL(
      "没有编码为“{0}”的网格",
      "改正编码，或在“网格”表中加上它",
      "there is no grid cell \"{0}\"",
      "correct the code, or add the cell to the grid sheet"),
  NO_CELL(
      "没有填网格，也没有可以找到网格的经纬度",
      "填写网格编码，或填写住处的纬度和经度",
      "there is no cell, and no position to find it from",
      "write the cell's code, or the latitude and longitude of the house"),
  NO_CELL_THERE(
      "没有画了范围的网格包含住处 {0}, {1}",
      "填写网格编码，或核对经纬度，或在“网格”表中画上范围",
      "no cell that is drawn holds the house at {0}, {1}",
      "write the cell's code, or correct the position, or draw the cell in the grid sheet"),
  STAFF_LEFT(
      "该人员已于 {0} 离岗",
      "删除这一行；如已回岗，请先在人员页恢复",
      "they have left on {0}",
      "delete the row; if they are back, take them back on the staff page first"),
  UNKNOWN_PARENT(
      "没有编码为“{0}”的上级网格",
      "改正上级编码，或在“网格”表中加上它",
      "there is no parent cell \"{0}\"",
      "correct the code, or add the cell to the grid sheet"),
  ITS_OWN_PARENT(
      "网格的上级是它自己",
      "改正上级编码；最高一级留空",
      "the cell is its own parent",
      "correct the parent; leave it empty for the topmost"),
  GOES_ROUND(
      "上级关系成了一个圈：{0}",
      "改正其中一个上级编码", "the parents go round in a circle: {0}", "correct one of the parents"),
  NOT_AN_OUTLINE(
      "“{0}”不是网格范围",
      "粘贴 GeoJSON 的 Polygon 或 MultiPolygon：坐标为 [经度, 纬度]（WGS-84），每一圈首尾同点，最多 10000 点；不改可留空，删除写 无",
      "\"{0}\" is not a cell's outline",
      "paste a GeoJSON Polygon or MultiPolygon: [longitude, latitude] in WGS-84, each ring closed, 10,000 points at most;"
          + " leave it empty to keep what is there, or write none"),
  OUTLINE_SWAPPED(
      "范围里的经度和纬度写反了",
      "GeoJSON 的坐标先写经度，再写纬度，如 [121.39, 37.53]",
      "the outline has latitude and longitude the wrong way round",
      "GeoJSON writes the longitude first, such as [121.39, 37.53]"),
  OUTLINE_TOO_LONG(
      "范围超过 {0} 个字符，一格放不下",
      "减少点数或小数位，或在地图上画；不改可留空",
      "the outline has more than {0} characters, which no cell holds",
      "use fewer points or decimals; leave it empty to keep what is there"),
  DAYS_UNLIKE_CELLS(
      "有 {0} 个网格，却有 {1} 个日期",
      "只写一个日期（所有网格相同），或按网格的顺序每个写一个，用顿号分开，没有的写 无",
      "there are {0} cells, and {1} dates",
      "write one date for all of them, or one for each in their order with commas between, and none where there is none"),
  DAYS_WITHOUT_CELLS(
      "有日期，却没有网格",
      "填写网格编码，或删除日期",
      "there is a date but no cell",
      "fill in the cells' codes, or delete the date"),
  NOT_CALL_HOURS(
      "“{0}”不是可联系时间",
      "写成 每天 08:00-20:00 或 周一至周五 08:00-20:00，多段用顿号分开",
      "\"{0}\" does not say when to call",
      "write it as daily 08:00-20:00 or Mon-Fri 08:00-20:00, with commas between"),
  NOT_A_LANGUAGE(
      "“{0}”不是语言",
      "写 中文、英文，或代码如 zh-CN、en",
      "\"{0}\" is not a language",
      "write Chinese, English, or a tag such as zh-CN or en"),
  UNKNOWN_STAFF(
      "没有工号为“{0}”的人员",
      "改正工号，或在“人员”表中加上他",
      "there is no staff \"{0}\"",
      "correct the code, or add them to the staff sheet"),
  A_IS_B(
      "A 岗和 B 岗是同一个人",
      "为 B 岗填写另一个人，或留空",
      "A and B are the same",
      "write somebody else as B, or leave it empty"),
  ENDS_BEFORE(
      "止于 {1}，早于起始 {0}",
      "改正其中一个日期", "it ends {1}, before it begins {0}", "correct one of the dates"),
  UNKNOWN_PERSON(
      "没有档案号或身份证号为“{0}”的老人",
      "改正号码，或在“老人”表中加上他",
      "there is no person \"{0}\"",
      "correct it, or add them to the people sheet"),
  UNKNOWN_DOCTOR(
      "没有登录名为“{0}”的医生",
      "先建立医生账号，或改正登录名",
      "no doctor signs in as \"{0}\"",
      "make the doctor's account first, or correct the name"),
  NOT_A_SERIAL(
      "“{0}”不能作手环序列号",
      "1–64 个字母、数字、- 或 _，以字母或数字开头",
      "\"{0}\" cannot be a band's serial",
      "use 1 to 64 letters, digits, - or _, beginning with a letter or digit"),
  WORN_LATER(
      "手环 {0} 在 {1} 之后还有人佩戴",
      "写一个更晚的时间，或留空表示从现在起",
      "somebody wore band {0} after {1}",
      "write a later time, or leave it empty for now"),
  BAND_LOST(
      "手环 {0} 已登记为遗失",
      "找到后先在“手环”页放回库存，或换一只手环",
      "band {0} is on record as lost",
      "put it back in stock on the bands page when it is found, or take another band"),
  BAND_RETIRED(
      "手环 {0} 已停用",
      "先在“手环”页放回库存，或换一只手环",
      "band {0} is retired",
      "put it back in stock on the bands page first, or take another band"),
  FILE_CLOSED(
      "{0} 的档案已结束（迁出或去世）",
      "先把档案改回在册，或删除这一行",
      "the file of {0} is closed: they moved away or died",
      "open the file again first, or delete this row"),
  WEARS_ANOTHER(
      "{0} 戴着手环 {1}，每人只戴一只",
      "先在“手环”页取下手环 {1}，或删除这一行",
      "{0} wears band {1}, and a person wears one",
      "take band {1} off on the bands page first, or delete this row"),
  SECOND_BAND(
      "第 {0} 行给了同一个人另一只手环，每人只戴一只",
      "删除其中一行，或改正佩戴人",
      "row {0} gives the same person another band, and a person wears one",
      "delete one of the two rows, or correct who wears it"),
  SINCE_WITHOUT_WEARER(
      "有佩戴起始时间，却没有佩戴人",
      "填写佩戴人，或删除时间",
      "there is a time but nobody who wears it",
      "fill in who wears it, or delete the time"),
  UNREADABLE_CHARACTER(
      "有不能显示的字符", "重新输入这一格", "there is a character that cannot be shown", "type the cell anew"),
  NO_ROWS(
      "没有可导入的数据", "在标题行下面填写数据", "there is nothing to import", "fill in rows below the headings");

  private final String whatZh;
  private final String mendZh;
  private final String whatEn;
  private final String mendEn;

  Wrong(String whatZh, String mendZh, String whatEn, String mendEn) {
    this.whatZh = whatZh;
    this.mendZh = mendZh;
    this.whatEn = whatEn;
    this.mendEn = mendEn;
  }

  String what(Language language, List<String> about) {
    return filled(language.either(whatZh, whatEn), about);
  }

  String mend(Language language, List<String> about) {
    return filled(language.either(mendZh, mendEn), about);
  }

  private static String filled(String pattern, List<String> about) {
    String text = pattern;
    for (int number = 0; number < about.size(); number++) {
      text = text.replace("{" + number + "}", about.get(number));
    }
    return text;
  }
}
