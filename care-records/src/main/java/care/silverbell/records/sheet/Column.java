package care.silverbell.records.sheet;

import care.silverbell.records.band.BandProfiles;
import java.util.Locale;

/**
 * Every column of every sheet, with its headings, an example and what to know when filling it.
 * Longer than a file should be, because it is a table.
 */
public enum Column {
  GRID_CODE(
      SheetKind.GRID,
      "编码",
      "code",
      Need.MUST,
      Form.CODE,
      "FHT-01-01",
      "FHT-01-01",
      "街道自定，不重复",
      "your own, used once"),
  GRID_NAME(
      SheetKind.GRID,
      "名称",
      "name",
      Need.MUST,
      Form.NAME,
      "凤凰台社区第1网格",
      "Fenghuangtai cell 1",
      "",
      ""),
  GRID_LEVEL(
      SheetKind.GRID,
      "层级",
      "level",
      Need.MAY,
      Form.NAME,
      "网格",
      "cell",
      "如 街道、社区、网格",
      "such as sub-district, community, cell"),
  GRID_PARENT(
      SheetKind.GRID,
      "上级编码",
      "parent code",
      Need.MAY,
      Form.CODE,
      "",
      "",
      "最高一级留空；上级可在同一张表中",
      "empty for the topmost; may stand in the same sheet"),
  GRID_OUTLINE(
      SheetKind.GRID,
      "范围",
      "outline",
      Need.MAY,
      Form.OUTLINE,
      "{\"type\":\"Polygon\",\"coordinates\":[[[121.39,37.53],[121.4,37.53],[121.4,37.54],[121.39,37.53]]]}",
      "{\"type\":\"Polygon\",\"coordinates\":[[[121.39,37.53],[121.4,37.53],[121.4,37.54],[121.39,37.53]]]}",
      "GeoJSON，WGS-84；留空保持不变，写 无 则删除",
      "GeoJSON, WGS-84; empty: as it is, none: taken away"),

  STAFF_CODE(
      SheetKind.STAFF, "工号", "code", Need.MUST, Form.CODE, "G001", "G001", "不重复", "used once"),
  STAFF_NAME(SheetKind.STAFF, "姓名", "name", Need.MUST, Form.NAME, "王示例", "Wang Example", "", ""),
  STAFF_PHONE(
      SheetKind.STAFF, "电话", "phone", Need.MAY, Form.PHONE, "10000000001", "10000000001", "", ""),
  STAFF_ROLE(
      SheetKind.STAFF,
      "角色",
      "role",
      Need.MUST,
      Form.choice(Choice.STAFF_ROLE),
      "网格员",
      "grid worker",
      "社区工作者、网格员、协理员、站点",
      "community worker, grid worker, assistant, station"),
  STAFF_CELLS(
      SheetKind.STAFF,
      "网格编码",
      "cell codes",
      Need.MAY,
      Form.CODES,
      "FHT-01-01",
      "FHT-01-01",
      "服务的网格，多个用顿号分开",
      "the cells they serve, with commas between"),
  STAFF_SINCE(
      SheetKind.STAFF,
      "服务起始",
      "serving since",
      Need.MAY,
      Form.DAYS,
      "2026-01-01",
      "2026-01-01",
      "一个日期，或每个网格一个；留空表示保持不变，新的从导入时起",
      "one day, or one for each cell; empty: as it is, or from now on"),
  STAFF_UNTIL(
      SheetKind.STAFF,
      "服务截止",
      "serving until",
      Need.MAY,
      Form.DAYS,
      "",
      "",
      "最后一天；一个日期，或每个网格一个，没有的写 无",
      "the last day; one, or one for each cell, none where there is none"),

  ROTA_CELL(
      SheetKind.ROTA, "网格编码", "cell code", Need.MUST, Form.CODE, "FHT-01-01", "FHT-01-01", "", ""),
  ROTA_WEEKDAY(
      SheetKind.ROTA,
      "星期",
      "weekday",
      Need.MUST,
      Form.choice(Choice.WEEKDAY),
      "周一",
      "Monday",
      "周一至周日，或 节假日",
      "Monday to Sunday, or holiday"),
  ROTA_STARTS(SheetKind.ROTA, "开始", "starts", Need.MUST, Form.TIME, "08:00", "08:00", "", ""),
  ROTA_ENDS(
      SheetKind.ROTA,
      "结束",
      "ends",
      Need.MUST,
      Form.TIME,
      "08:00",
      "08:00",
      "不晚于开始表示到次日",
      "not later than the start: on the next day"),
  ROTA_A(
      SheetKind.ROTA,
      "A岗工号",
      "A",
      Need.MUST,
      Form.CODE,
      "G001",
      "G001",
      "先接警的人",
      "who is called first"),
  ROTA_B(SheetKind.ROTA, "B岗工号", "B", Need.MAY, Form.CODE, "", "", "A 岗不在时顶替", "who stands in"),
  ROTA_FROM(
      SheetKind.ROTA,
      "生效日期",
      "valid from",
      Need.MUST,
      Form.DATE,
      "2026-01-01",
      "2026-01-01",
      "",
      ""),
  ROTA_TO(
      SheetKind.ROTA,
      "截止日期",
      "valid to",
      Need.MAY,
      Form.DATE,
      "",
      "",
      "留空表示一直有效",
      "empty: for good"),

  PERSON_CODE(
      SheetKind.PEOPLE,
      "档案号",
      "code",
      Need.MAY,
      Form.CODE,
      "A0001",
      "A0001",
      "档案号和身份证号至少填一个",
      "this or the resident id"),
  PERSON_NAME(SheetKind.PEOPLE, "姓名", "name", Need.MUST, Form.NAME, "李示例", "Li Example", "", ""),
  PERSON_SEX(
      SheetKind.PEOPLE,
      "性别",
      "sex",
      Need.MUST,
      Form.choice(Choice.SEX),
      "女",
      "female",
      "女 或 男",
      "female or male"),
  PERSON_BIRTH(
      SheetKind.PEOPLE,
      "出生日期",
      "birth date",
      Need.MUST,
      Form.DATE,
      "1942-03-15",
      "1942-03-15",
      "",
      ""),
  PERSON_ID_NUMBER(
      SheetKind.PEOPLE,
      "身份证号",
      "resident id",
      Need.MAY,
      Form.RESIDENT_ID,
      "",
      "",
      "列的格式须为“文本”；加密保存",
      "format the column as Text; kept encrypted"),
  PERSON_PHONE(
      SheetKind.PEOPLE, "电话", "phone", Need.MAY, Form.PHONE, "10000000002", "10000000002", "", ""),
  PERSON_ADDRESS(
      SheetKind.PEOPLE,
      "住址",
      "address",
      Need.MUST,
      Form.LINE,
      "幸福里小区1号楼1单元101室",
      "Block 1, Entrance 1, 101",
      "",
      ""),
  PERSON_LATITUDE(
      SheetKind.PEOPLE,
      "纬度",
      "latitude",
      Need.MAY,
      Form.LATITUDE,
      "37.5391",
      "37.5391",
      "WGS-84 度",
      "degrees, WGS-84"),
  PERSON_LONGITUDE(
      SheetKind.PEOPLE,
      "经度",
      "longitude",
      Need.MAY,
      Form.LONGITUDE,
      "121.3914",
      "121.3914",
      "WGS-84 度",
      "degrees, WGS-84"),
  PERSON_CELL(
      SheetKind.PEOPLE,
      "网格编码",
      "cell code",
      Need.MAY,
      Form.CODE,
      "FHT-01-01",
      "FHT-01-01",
      "留空则按经纬度找，网格须画有范围；已有的档案保持不变",
      "empty: found from the position, where cells are drawn; a known person's stays as it is"),
  PERSON_RISK(
      SheetKind.PEOPLE,
      "风险等级",
      "risk",
      Need.MUST,
      Form.choice(Choice.RISK),
      "重点",
      "key",
      "高、重点、一般",
      "high, key, general"),
  PERSON_DOCTOR(
      SheetKind.PEOPLE,
      "责任医生",
      "doctor",
      Need.MAY,
      Form.NAME,
      "",
      "",
      "医生的登录名",
      "the doctor's sign-in name"),
  PERSON_LIVING(
      SheetKind.PEOPLE,
      "居住情况",
      "living",
      Need.MAY,
      Form.choice(Choice.LIVING),
      "独居",
      "alone",
      "独居、与配偶同住、与子女同住、与保姆同住、与他人同住",
      "alone, with spouse, with family, with a carer, with others"),
  PERSON_DIALECT(SheetKind.PEOPLE, "方言", "dialect", Need.MAY, Form.NAME, "烟台话", "", "", ""),
  PERSON_MOBILITY(
      SheetKind.PEOPLE,
      "行动能力",
      "mobility",
      Need.MAY,
      Form.choice(Choice.MOBILITY),
      "自如",
      "independent",
      "自如、用助行器、坐轮椅、卧床",
      "independent, walking aid, wheelchair, bedridden"),
  PERSON_HEARING(
      SheetKind.PEOPLE,
      "听力",
      "hearing",
      Need.MAY,
      Form.choice(Choice.HEARING),
      "重听",
      "hard of hearing",
      "好、重听、戴助听器、失聪",
      "good, hard of hearing, hearing aid, deaf"),
  PERSON_SIGHT(
      SheetKind.PEOPLE,
      "视力",
      "sight",
      Need.MAY,
      Form.choice(Choice.SIGHT),
      "好",
      "good",
      "好、较差、失明",
      "good, poor, blind"),
  PERSON_CONDITIONS(
      SheetKind.PEOPLE,
      "疾病",
      "conditions",
      Need.MAY,
      Form.LIST,
      "I10 高血压、E11 2型糖尿病",
      "I10 Hypertension, E11 Type 2 diabetes",
      "ICD-10 编码可写在前面，多个用顿号分开",
      "an ICD-10 code may stand in front; commas between"),
  PERSON_MEDICINES(
      SheetKind.PEOPLE,
      "用药",
      "medicines",
      Need.MAY,
      Form.MEDICINES,
      "氨氯地平 | 5mg | 08:00",
      "amlodipine | 5 mg | 08:00",
      "药名 | 用量 | 时间，多种用顿号分开",
      "name | dose | times; commas between"),
  PERSON_ALLERGIES(
      SheetKind.PEOPLE,
      "过敏",
      "allergies",
      Need.MAY,
      Form.LIST,
      "青霉素",
      "penicillin",
      "多个用顿号分开",
      "commas between"),
  PERSON_BLOOD(
      SheetKind.PEOPLE,
      "血型",
      "blood group",
      Need.MAY,
      Form.choice(Choice.BLOOD),
      "A",
      "A",
      "A、B、AB、O",
      "A, B, AB, O"),
  PERSON_WAY_IN(
      SheetKind.PEOPLE,
      "进门方式",
      "how to get in",
      Need.MAY,
      Form.NOTE,
      "备用钥匙在社区居委会",
      "spare key at the office",
      "",
      ""),

  PERSON_DOOR_CODE(SheetKind.PEOPLE, "门禁码", "door code", Need.MAY, Form.NAME, "", "", "", ""),
  PERSON_KEY_PLACE(SheetKind.PEOPLE, "钥匙位置", "key place", Need.MAY, Form.LINE, "", "", "", ""),

  CONTACT_PERSON(
      SheetKind.CONTACTS,
      "老人",
      "person",
      Need.MUST,
      Form.PERSON_KEY,
      "A0001",
      "A0001",
      "档案号或身份证号",
      "their code or resident id"),
  CONTACT_NAME(
      SheetKind.CONTACTS, "姓名", "name", Need.MUST, Form.NAME, "张示例", "Zhang Example", "", ""),
  CONTACT_RELATION(
      SheetKind.CONTACTS, "关系", "relation", Need.MUST, Form.NAME, "女儿", "daughter", "", ""),
  CONTACT_PHONES(
      SheetKind.CONTACTS,
      "电话",
      "phones",
      Need.MUST,
      Form.PHONES,
      "10000000003",
      "10000000003",
      "多个用顿号分开，先打前面的",
      "commas between, the first is called first"),
  CONTACT_PLACE(
      SheetKind.CONTACTS,
      "顺序",
      "order",
      Need.MAY,
      Form.PLACE,
      "1",
      "1",
      "1 最先联系",
      "1 is called first"),
  CONTACT_KEY(
      SheetKind.CONTACTS,
      "持有钥匙",
      "holds a key",
      Need.MAY,
      Form.yesOrNo(),
      "是",
      "yes",
      "是 或 否",
      "yes or no"),
  CONTACT_HOURS(
      SheetKind.CONTACTS,
      "可联系时间",
      "hours",
      Need.MAY,
      Form.CALL_HOURS,
      "周一至周五 18:00-22:00、周六至周日 08:00-22:00",
      "Mon-Fri 18:00-22:00, Sat-Sun 08:00-22:00",
      "留空表示任何时候；多段用顿号分开",
      "empty: at any time; commas between"),
  CONTACT_CHANNELS(
      SheetKind.CONTACTS,
      "通知方式",
      "channels",
      Need.MAY,
      Form.choices(Choice.CHANNEL),
      "电话、短信",
      "phone, sms",
      "电话、短信、邮件、企业微信、钉钉、应用；留空表示任何方式",
      "phone, sms, email, wecom, dingtalk, app; empty: any"),
  CONTACT_LANGUAGE(
      SheetKind.CONTACTS,
      "语言",
      "language",
      Need.MAY,
      Form.LANGUAGE,
      "zh-CN",
      "en",
      "中文、英文，或代码如 zh-CN",
      "Chinese, English, or a tag such as en"),

  BAND_SERIAL(
      SheetKind.BANDS,
      "序列号",
      "serial",
      Need.MUST,
      Form.SERIAL,
      "SB-000001",
      "SB-000001",
      "手环背面",
      "on its back"),
  BAND_WEARER(
      SheetKind.BANDS,
      "佩戴人",
      "wearer",
      Need.MAY,
      Form.PERSON_KEY,
      "A0001",
      "A0001",
      "档案号或身份证号；空表示库存或保持不变",
      "code or resident id; empty: on stock, or as it is"),
  BAND_SINCE(
      SheetKind.BANDS,
      "佩戴起始",
      "worn since",
      Need.MAY,
      Form.MOMENT,
      "",
      "",
      "空表示从现在起",
      "empty: from now on"),
  BAND_PROFILE(
      SheetKind.BANDS,
      "厂家协议",
      "profile",
      Need.MAY,
      Form.choice(Choice.PROFILE),
      "contract",
      "contract",
      "坐标系和时钟；空表示 contract（WGS-84），已登记的保持不变；可选：" + String.join("、", BandProfiles.all()),
      "datum and clock; empty: contract (WGS-84), or as it is; one of "
          + String.join(", ", BandProfiles.all()));

  private final SheetKind sheet;
  private final String zh;
  private final String en;
  private final Need need;
  private final Form form;
  private final String exampleZh;
  private final String exampleEn;
  private final String noteZh;
  private final String noteEn;

  Column(
      SheetKind sheet,
      String zh,
      String en,
      Need need,
      Form form,
      String exampleZh,
      String exampleEn,
      String noteZh,
      String noteEn) {
    this.sheet = sheet;
    this.zh = zh;
    this.en = en;
    this.need = need;
    this.form = form;
    this.exampleZh = exampleZh;
    this.exampleEn = exampleEn;
    this.noteZh = noteZh;
    this.noteEn = noteEn;
  }

  private enum Need {
    MUST,
    MAY
  }

  /** The sheet it stands in. */
  public SheetKind sheet() {
    return sheet;
  }

  /** Whether each row must fill it. */
  public boolean isNeeded() {
    return need == Need.MUST;
  }

  /** What its cells hold. */
  public Form form() {
    return form;
  }

  /**
   * Whether it may stand in an export. How somebody is, and what opens their door, leaves the house
   * by no file: this is the one place that says so.
   */
  public boolean isExported() {
    return switch (this) {
      case PERSON_MOBILITY,
          PERSON_HEARING,
          PERSON_SIGHT,
          PERSON_CONDITIONS,
          PERSON_MEDICINES,
          PERSON_ALLERGIES,
          PERSON_BLOOD,
          PERSON_WAY_IN,
          PERSON_DOOR_CODE,
          PERSON_KEY_PLACE ->
          false;
      default -> true;
    };
  }

  /**
   * Whether an empty cell takes away what is known. What no export shows, an office cannot see to
   * be there: a doctor and the desk have written it, and no sheet empties it.
   */
  public boolean isClearedWhenEmpty() {
    return isExported();
  }

  /** Its heading. */
  public String heading(Language language) {
    return language.either(zh, en);
  }

  /** A made-up cell of it. */
  public String example(Language language) {
    return language.either(exampleZh, exampleEn);
  }

  /** What to know when filling it. */
  public String note(Language language) {
    return language.either(noteZh, noteEn);
  }

  /** Whether a heading of a file means this one, in either language. */
  public boolean isMeantBy(String heading) {
    String plain =
        heading
            .replaceAll("[(（].*[)）]|[*＊]", "")
            .replace('_', ' ')
            .strip()
            .toLowerCase(Locale.ROOT);
    return plain.equals(zh.toLowerCase(Locale.ROOT)) || plain.equals(en.toLowerCase(Locale.ROOT));
  }
}
