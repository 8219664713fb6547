// Names of people, by culture, so that an estate looks like real companies and shows what text handling must survive.
// An entry is the written name, or `written|latin` where usernames need a spelling of their own.

export interface Culture {
  readonly given: readonly string[]
  readonly family: readonly string[]
}

const words = (text: string): readonly string[] => text.trim().split(/\s*,\s*/)

export const cultures = {
  english: {
    given: words('Oliver, Amelia, George, Charlotte, Harriet, Theodore, Florence, Edward, Beatrice, Samuel, Grace, Nathan, Eleanor, Callum, Phoebe, Marcus'),
    family: words('Whitfield, Harrington, Ashworth, Pemberton, Caldwell, Thornton, Bancroft, Holloway, Fairchild, Osborne, Langley, Mercer, Sutcliffe, Radford, Winslow, Aldridge'),
  },
  american: {
    given: words('Jackson, Madison, Tyler, Brianna, Dakota, Savannah, Logan, Kayla, Brandon, Tiffany, Darnell, Jasmine, Trevor, Monique, Wyatt, Shelby'),
    family: words('Washington, Jefferson, Coleman, Brooks, Patterson, Hayes, Simmons, Bryant, Foster, Alexander, Russell, Griffin, Sanders, Powell, Jenkins, Perry'),
  },
  irish: {
    given: words('Aoife, Cian, Niamh, Oisín, Saoirse, Pádraig, Róisín, Fionn, Gráinne, Diarmuid, Sinéad, Eoghan, Caoimhe, Tadhg, Órla, Séamus'),
    family: words('O’Sullivan|OSullivan, Gallagher, Ó Briain|OBriain, Fitzgerald, Kavanagh, Brennan, McCarthy, Doherty, Keane, O’Rourke|ORourke, Moriarty, Quinlan, Devlin, Tierney, Cassidy, Hennessy'),
  },
  german: {
    given: words('Jürgen, Annika, Matthias, Käthe, Lukas, Friederike, Björn, Greta, Sören, Heike, Maximilian, Ute, Götz, Liselotte, Torsten, Jörg'),
    family: words('Müller, Schröder, Weiß, Bergmann, Köhler, Großmann, Vogelsang, Krüger, Lindenthal, Böhm, Zimmermann, Hüttner, Steinhäuser, Dietrich, Pfeiffer, Grünwald'),
  },
  french: {
    given: words('Étienne, Chloé, Benoît, Maëlle, Jérôme, Océane, François, Zoé, Thibault, Anaïs, Rémi, Hélène, Gaël, Noémie, Clément, Élodie'),
    family: words('Lefèvre, Dubois, Fournier, Béranger, Chevalier, Gauthier, Lemaître, Rousseau, Marchand, Desrosiers, Delacroix, Boyer, Perrault, Guérin, Vasseur, Noël'),
  },
  hispanic: {
    given: words('José, María, Andrés, Lucía, Íñigo, Sofía, Joaquín, Inés, Ramón, Begoña, Héctor, Ximena, Álvaro, Guadalupe, Nicolás, Belén'),
    family: words('García, Rodríguez, Núñez, Ibáñez, Peña, Castañeda, Fernández, Velázquez, Ordóñez, Gutiérrez, Muñoz, Salazar, Cortés, Villanueva, Domínguez, Zúñiga'),
  },
  portuguese: {
    given: words('João, Beatriz, Gonçalo, Inês, Tomás, Letícia, Caetano, Conceição, Vinícius, Luísa, Estevão, Márcia, Thiago, Fátima, Raul, Antônia'),
    family: words('Gonçalves, Araújo, Magalhães, Figueiredo, Assunção, Teixeira, Brandão, Cavalcanti, Simões, Monteiro, Guimarães, Esteves, Queirós, Falcão, Barroso, Sequeira'),
  },
  italian: {
    given: words('Niccolò, Giulia, Lorenzo, Chiara, Matteo, Francesca, Davide, Ludovica, Riccardo, Noemi, Tommaso, Ginevra, Raffaele, Bianca, Emanuele, Viola'),
    family: words('Esposito, Ricci, Marchetti, De Santis|DeSantis, Bianchi, Ferrari, Lombardi, Pellegrini, Caruso, Gallo, D’Angelo|DAngelo, Rinaldi, Moretti, Fabbri, Galli, Santoro'),
  },
  polish: {
    given: words('Łukasz, Małgorzata, Stanisław, Agnieszka, Paweł, Elżbieta, Michał, Bożena, Grzegorz, Zofia, Wojciech, Joanna, Sławomir, Kinga, Przemysław, Jadwiga'),
    family: words('Wiśniewski, Zieliński, Dąbrowska, Kozłowski, Jabłońska, Wróbel, Kaźmierczak, Sobczak, Górski, Ostrowska, Łuczak, Szczepański, Błaszczyk, Żukowska, Wójcik, Czajka'),
  },
  czech: {
    given: words('Jiří, Tereza, Ondřej, Kateřina, Vojtěch, Šárka, Tomáš, Ludmila, Zdeněk, Božena, Přemysl, Anežka, Matěj, Žofie, Čeněk, Růžena'),
    family: words('Dvořák, Procházková, Černý, Růžičková, Kučera, Němcová, Beneš, Zemanová, Říha, Štěpánková, Vaněk, Křížová, Havlíček, Šimková, Doležal, Pospíšilová'),
  },
  nordic: {
    given: words('Åsa, Øyvind, Sigrún, Bjørn, Maja, Håkon, Freyja, Torbjørn, Ingrid, Søren, Linnéa, Þórunn, Mikkel, Astrid, Jørgen, Ragnhild'),
    family: words('Ødegård, Sjöberg, Jónsdóttir, Lindqvist, Kjærsgaard, Håkansson, Nygård, Bergström, Mørk, Åkerlund, Halvorsen, Østergaard, Sæther, Dahl, Gunnarsson, Vestergård'),
  },
  turkish: {
    given: words('Çağla, Şükrü, Gülşen, Barış, İpek, Ömer, Tuğba, Kıvanç, Aslı, Doğan, Müge, Volkan, Nazlı, Işıl, Hüseyin, Ebru'),
    family: words('Yıldız, Özdemir, Kılıç, Şahin, Doğruyol, Çetin, Aydın, Gündoğdu, Karataş, Öztürk, Bulut, Aksoy, Tunç, Erdoğmuş, Güneş, Bayraktar'),
  },
  greek: {
    given: words('Νίκος|Nikos, Eleni, Kostas, Δήμητρα|Dimitra, Stavros, Katerina, Yannis, Ioanna, Thanos, Despina, Petros, Fotini, Leonidas, Areti, Vasilis, Kalliopi'),
    family: words('Papadakis, Konstantinou, Γεωργίου|Georgiou, Makris, Vlahos, Stamatis, Kontos, Angelopoulos, Karras, Mavros, Zografos, Dellis, Rigas, Tsakalos, Lekkas, Samaras'),
  },
  slavic: {
    given: words('Олена|Olena, Dmytro, Ганна|Hanna, Bohdan, Svitlana, Taras, Oksana, Marko, Milica, Nemanja, Jelena, Đorđe, Željko, Snežana, Vesna, Ljubomir'),
    family: words('Шевченко|Shevchenko, Kovalenko, Бондар|Bondar, Melnyk, Tkachenko, Petrović, Jovanović, Đurić, Nikolić, Živković, Hrytsenko, Savchuk, Stojanović, Lysenko, Marković, Kravets'),
  },
  northIndian: {
    given: words('Aarav, Priya, Rohan, Ananya, Vikram, Kavita, Arjun, Neha, Siddharth, Pooja, Harpreet, Simran, Rajesh, Meera, Kabir, Divya'),
    family: words('Sharma, Malhotra, Kapoor, Singh, Chaudhary, Bhatia, Gupta, Khanna, Agarwal, Trivedi, Sehgal, Rathore, Bansal, Chatterjee, Mukherjee, Dhillon'),
  },
  southIndian: {
    given: words('Karthik, Lakshmi, Venkatesh, Deepa, Murali, Shobha, Ganesh, Revathi, Prakash, Anjali, Sudheer, Vidya, Manoj, Kalpana, Naveen, Padma'),
    family: words('Subramanian, Krishnamurthy, Iyer, Nair, Menon, Venkataraman, Reddy, Pillai, Ramachandran, Hegde, Gowda, Rajagopalan, Naidu, Kurian, Shetty, Varghese'),
  },
  arabic: {
    given: words('يوسف|Yousef, ليلى|Layla, عمر|Omar, فاطمة|Fatima, خالد|Khalid, نور|Nour, Hassan, Amina, Tariq, Salma, Ibrahim, Rania, Faisal, Dalia, Karim, Huda'),
    family: words('الحداد|AlHaddad, منصور|Mansour, النجار|AlNajjar, رحمن|Rahman, خوري|Khoury, الفارسي|AlFarsi, Hamdan, Qasim, Darwish, Saleh, Nasser, Barakat, Aziz, Suleiman, Zaki, Shaheen'),
  },
  hebrew: {
    given: words('נועם|Noam, יעל|Yael, איתן|Eitan, תמר|Tamar, גלעד|Gilad, Shira, Amir, Noa, Ronen, Michal, Boaz, Efrat, Uri, Hadas, Nadav, Ayelet'),
    family: words('בן־דוד|BenDavid, כהן|Cohen, מזרחי|Mizrahi, פרץ|Peretz, Shapira, Katz, Avraham, Dayan, Biton, Friedman, Golan, Regev, Tzur, Barak, Azoulay, Segal'),
  },
  chinese: {
    given: words('伟|Wei, Xiuying, Jianguo, 静|Jing, Zhihao, Meiling, Haoran, Yuxuan, Guoqiang, Lihua, Zixin, Yiming, Xiaofeng, Ruolan, Minghui, Chunhua'),
    family: words('王|Wang, Zhang, Chen, 刘|Liu, Huang, Zhao, Zhou, Xu, Sun, Ouyang, Gao, Lin, Zheng, Luo, Tang, Deng'),
  },
  japanese: {
    given: words('Haruto, 結衣|Yui, Takeshi, Sakura, Kenji, Ayumi, Daisuke, Naoko, Ryō, Emiko, Shun, Kaori, Tetsuya, Mizuki, Yōko, Akira'),
    family: words('Tanaka, 佐藤|Sato, Yamamoto, Nakamura, Kobayashi, Itō, Fujiwara, Matsuda, Inoue, Shimizu, Ōkawa, Kimura, Hayashi, Mori, Ishikawa, Endō'),
  },
  vietnamese: {
    given: words('Đức, Hương, Tuấn, Ngọc Anh|NgocAnh, Minh Quân|MinhQuan, Thảo, Việt, Trâm, Khánh, Phượng, Bảo, Linh, Sơn, Hạnh, Phúc, Yến'),
    family: words('Nguyễn, Trần, Phạm, Huỳnh, Đặng, Bùi, Dương, Lý, Vũ, Hồ, Ngô, Đỗ, Phan, Trương, Mạc, Châu'),
  },
  african: {
    given: words('Adébáyọ̀, Chidinma, Kwame, Ngozi, Olúṣẹ́gun, Wanjiru, Thabo, Amara, Kofi, Zanele, Emeka, Nthabiseng, Jabari, Folasade, Sipho, Makena'),
    family: words('Okafor, Mensah, Dlamini, Adéyẹmí, Kamau, Nkosi, Eze, Boateng, Odhiambo, Mthembu, Ogunleye, Asante, Mokoena, Achebe, Njoroge, Diallo'),
  },
} as const satisfies Record<string, Culture>

export type CultureName = keyof typeof cultures

/** A name as the person writes it, in Latin letters, and as it appears in a username. */
export interface NamePart {
  readonly written: string
  readonly spelled: string
  readonly latin: string
}

const letters: Readonly<Record<string, string>> = { ß: 'ss', ø: 'o', ł: 'l', đ: 'd', æ: 'ae', ı: 'i', þ: 'th', ð: 'd' }

export function namePart(entry: string): NamePart {
  const [written = '', latinSpelling = written] = entry.split('|')
  // A second spelling of a Latin name is only for usernames.
  const isLatin = /\p{Script=Latin}/u.test(written)
  const plain = latinSpelling.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  const latin = [...plain].map((letter) => letters[letter] ?? letter).join('')
  return { written, spelled: isLatin ? written : latinSpelling, latin: latin.replace(/[^a-z]/g, '') }
}
