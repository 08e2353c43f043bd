/** Forty invented people. Their names use the scripts of the region; any likeness to somebody real is chance. */
export interface DemoPerson {
  nameNative: string;
  nameLatin: string;
  /** BCP 47. */
  nameLanguage: string;
}

const rows: readonly (readonly [string, string, string])[] = [
  ['مریم حسینی', 'Maryam Hosseini', 'fa'],
  ['رضا کریمی', 'Reza Karimi', 'fa'],
  ['نرگس احمدی‌پور', 'Narges Ahmadipour', 'fa'],
  ['امیر صادقی', 'Amir Sadeghi', 'fa'],
  ['عائشہ صدیقی', 'Ayesha Siddiqui', 'ur'],
  ['محمد عمران قریشی', 'Muhammad Imran Qureshi', 'ur'],
  ['ثناء بلوچ', 'Sana Baloch', 'ur'],
  ['بلال احمد چودھری', 'Bilal Ahmad Chaudhry', 'ur'],
  ['زرغونه احمدزۍ', 'Zarghuna Ahmadzai', 'ps'],
  ['ګل‌محمد وردګ', 'Gul Mohammad Wardak', 'ps'],
  ['فاطمة الزهراني', 'Fatima Al-Zahrani', 'ar'],
  ['يوسف المنصوري', 'Yusuf Al-Mansouri', 'ar'],
  ['王晓梅', 'WANG Xiaomei', 'zh'],
  ['李建国', 'LI Jianguo', 'zh'],
  ['欧阳思远', 'OUYANG Siyuan', 'zh'],
  ['陈雨欣', 'CHEN Yuxin', 'zh'],
  ['ئايگۈل ئەخمەت', 'Aygul Exmet', 'ug'],
  ['Айгерім Нұрланқызы', 'Aigerim Nurlankyzy', 'kk'],
  ['Ерлан Қасымов', 'Yerlan Kassymov', 'kk'],
  ['Әсел Төлегенова', 'Assel Tolegenova', 'kk'],
  ['Бакыт Өмүралиев', 'Bakyt Omuraliev', 'ky'],
  ['Жылдыз Асанова', 'Jyldyz Asanova', 'ky'],
  ['Ҷамшед Раҳимов', 'Jamshed Rahimov', 'tg'],
  ['Мадинаи Қурбонӣ', 'Madinai Qurboni', 'tg'],
  ['Екатерина Соколова', 'Ekaterina Sokolova', 'ru'],
  ['Дмитрий Щербаков', 'Dmitry Shcherbakov', 'ru'],
  ['Ayşe Yıldırım', 'Ayse Yildirim', 'tr'],
  ['Çağrı Öztürk', 'Cagri Ozturk', 'tr'],
  ['İlker Şahin', 'Ilker Sahin', 'tr'],
  ['Günel Məmmədova', 'Gunel Mammadova', 'az'],
  ['Elçin Əliyev', 'Elchin Aliyev', 'az'],
  ['Oguljahan Annaýewa', 'Oguljahan Annayeva', 'tk'],
  ['Maksat Gurbanow', 'Maksat Gurbanov', 'tk'],
  ['Dilnoza Toʻxtayeva', 'Dilnoza Tokhtaeva', 'uz'],
  ['Sherzod Gʻaniyev', 'Sherzod Ganiev', 'uz'],
  ['Nguyễn Thị Hồng Nhung', 'Nguyen Thi Hong Nhung', 'vi'],
  ['Trần Quốc Đạt', 'Tran Quoc Dat', 'vi'],
  ['Grace Wanjiru', 'Grace Wanjiru', 'en'],
  ['Samuel Bekele', 'Samuel Bekele', 'en'],
  ['Anjali Perera', 'Anjali Perera', 'en'],
];

export const DEMO_PEOPLE: readonly DemoPerson[] = rows.map(([nameNative, nameLatin, nameLanguage]) => ({
  nameNative,
  nameLatin,
  nameLanguage,
}));
