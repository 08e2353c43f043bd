/** Forty invented people. Their names use the scripts of the region; any likeness to somebody real is chance. */
export interface DemoPerson {
  nameNative: string;
  nameLatin: string;
  /** BCP 47. */
  nameLanguage: string;
  /** ISO 3166-1 alpha-2; empty: not said. */
  country: string;
}

const rows: readonly (readonly [string, string, string, string])[] = [
  ['مریم حسینی', 'Maryam Hosseini', 'fa', 'IR'],
  ['رضا کریمی', 'Reza Karimi', 'fa', 'IR'],
  ['نرگس احمدی‌پور', 'Narges Ahmadipour', 'fa', 'IR'],
  ['امیر صادقی', 'Amir Sadeghi', 'fa', 'IR'],
  ['عائشہ صدیقی', 'Ayesha Siddiqui', 'ur', 'PK'],
  ['محمد عمران قریشی', 'Muhammad Imran Qureshi', 'ur', 'PK'],
  ['ثناء بلوچ', 'Sana Baloch', 'ur', 'PK'],
  ['بلال احمد چودھری', 'Bilal Ahmad Chaudhry', 'ur', 'PK'],
  ['زرغونه احمدزۍ', 'Zarghuna Ahmadzai', 'ps', 'AF'],
  ['ګل‌محمد وردګ', 'Gul Mohammad Wardak', 'ps', 'AF'],
  ['فاطمة الزهراني', 'Fatima Al-Zahrani', 'ar', 'SA'],
  ['يوسف المنصوري', 'Yusuf Al-Mansouri', 'ar', 'AE'],
  ['王晓梅', 'WANG Xiaomei', 'zh', 'CN'],
  ['李建国', 'LI Jianguo', 'zh', 'CN'],
  ['欧阳思远', 'OUYANG Siyuan', 'zh', 'CN'],
  ['陈雨欣', 'CHEN Yuxin', 'zh', 'CN'],
  ['ئايگۈل ئەخمەت', 'Aygul Exmet', 'ug', 'CN'],
  ['Айгерім Нұрланқызы', 'Aigerim Nurlankyzy', 'kk', 'KZ'],
  ['Ерлан Қасымов', 'Yerlan Kassymov', 'kk', 'KZ'],
  ['Әсел Төлегенова', 'Assel Tolegenova', 'kk', 'KZ'],
  ['Бакыт Өмүралиев', 'Bakyt Omuraliev', 'ky', 'KG'],
  ['Жылдыз Асанова', 'Jyldyz Asanova', 'ky', 'KG'],
  ['Ҷамшед Раҳимов', 'Jamshed Rahimov', 'tg', 'TJ'],
  ['Мадинаи Қурбонӣ', 'Madinai Qurboni', 'tg', 'TJ'],
  ['Екатерина Соколова', 'Ekaterina Sokolova', 'ru', ''],
  ['Дмитрий Щербаков', 'Dmitry Shcherbakov', 'ru', 'RU'],
  ['Ayşe Yıldırım', 'Ayse Yildirim', 'tr', 'TR'],
  ['Çağrı Öztürk', 'Cagri Ozturk', 'tr', 'TR'],
  ['İlker Şahin', 'Ilker Sahin', 'tr', 'TR'],
  ['Günel Məmmədova', 'Gunel Mammadova', 'az', 'AZ'],
  ['Elçin Əliyev', 'Elchin Aliyev', 'az', 'AZ'],
  ['Oguljahan Annaýewa', 'Oguljahan Annayeva', 'tk', 'TM'],
  ['Maksat Gurbanow', 'Maksat Gurbanov', 'tk', 'TM'],
  ['Dilnoza Toʻxtayeva', 'Dilnoza Tokhtaeva', 'uz', 'UZ'],
  ['Sherzod Gʻaniyev', 'Sherzod Ganiev', 'uz', 'UZ'],
  ['Nguyễn Thị Hồng Nhung', 'Nguyen Thi Hong Nhung', 'vi', 'VN'],
  ['Trần Quốc Đạt', 'Tran Quoc Dat', 'vi', 'VN'],
  ['Grace Wanjiru', 'Grace Wanjiru', 'en', 'KE'],
  ['Samuel Bekele', 'Samuel Bekele', 'en', 'ET'],
  ['Anjali Perera', 'Anjali Perera', 'en', 'LK'],
];

export const DEMO_PEOPLE: readonly DemoPerson[] = rows.map(
  ([nameNative, nameLatin, nameLanguage, country]) => ({
    nameNative,
    nameLatin,
    nameLanguage,
    country,
  }),
);
