import type { LanguagePack } from './pack';

export const HAUSA: LanguagePack = {
  code: 'ha',
  common: `na,ta,sun,mun,kun,ya,yi,da,ba,bai,ne,ce,ku,mu,su,ni,kai,ke,shi,ita,wannan,wancan,wanene,waye,menene,me,yaya,nawa,ina,yaushe,don,allah,domin,amma,kuma,ko,sai,tare,daga,zuwa,cikin,akan,kan,ga,wa,mini,min,mana,
    muku,sosai,gaske,abinci,abincin,abincinku,dadi,kyau,gode,godiya,nagode,aiki,aikinku,aikin,maaikata,maaikatan,maaikatanku,mutane,mutum,mutanen,baki,bakin,lokaci,lokacin,lafiya,madalla,barka,sannu,sannunku,yauwa,toh,to,eh,aa,
    zan,zamu,za,sake,kar,kada,turo,turawa,aiko,aika,sako,sakonni,sakon,lambata,lamba,cire,goge,daina,kira,kiran,nama,shinkafa,kaza,miya,ruwa,kudi,kudin,farashi,farashin,biki,bikin,aure,taro,yau,jiya,gobe,safe,abokai,abokaina,yan,uwa,
    kowa,komai,duka,wani,wata,wasu,nan,can,haka,yanzu,hidima,ado,tsari,gaya,fada,fadawa,saboda,kamar,tun,har,kafin,bayan,makara,latti,sanyi,bata,babu,akwai,ban,bamu,ku,naku,taurari,tauraro,maki`,
  strong: 'sosai,nagode,na gode,mun gode,abinci*,don allah,wannan,sako*,maaikata*,kuma,cikin',
  numbers: 'daya=1,biyu=2,uku=3,hudu=4,biyar=5,shida=6,bakwai=7,takwas=8,tara=9,goma=10,ashirin=20,dari=100',
  great:
    'dadi sosai|kwarai|matuka,kyau sosai|kwarai|matuka,yi dadi sosai,madalla|madallah,ban mamaki,kwarai da gaske,mafi kyau|dadi,ba a taba,gagarumi,na musamman,fice',
  good: 'dadi,kyau|kyawu|kyakkyawa|kyakkyawan|kyakkyawar,yi dadi|kyau|kokari,kun yi|burge,murna|farin,farin ciki,ji dadi,jin dadi,gamsu|gamsuwa|gamsar|gamsuwar,kokari,burge*,na|mun gode sosai|kwarai|matuka|da,nagode|nagoda sosai|kwarai,allah ya saka|albarkaci|biya|taimaka,allah sa,albarka,yabo|yaba,inganci,tsafta|tsabta,ladabi|ladabin,a kan lokaci,ba matsala,sannunku da aiki,barka da aiki,masha allah,alheri,daidai',
  bad: 'bai|ba|basu|ban|bata|babu|basu yi|da|ji|a [yi|ji] dadi|kyau|dadin|kyan|kyawu,bai yi|ji|isa|nuna|dahu|da dadi|kyau|isa,bai|basu|ba|baa isa|ishe|ishi|wadatar|wadata|isar,isa ba,ba dadi|kyau,babu dadi|kyau|nama|ruwa|ladabi|abinci,ban ji dadin|dadi,bamu|ba ji dadi|dadin|samu,makara|makare|makarawa,latti|lattin|jinkiri|jinkirta,sanyi,lalace|lalacewa|baci|bacewa|lalacewar,kone|konewa|kuna,danye|danyen,matsala|matsaloli,fushi|bakin ciki|bacin,bakin ciki,rashin ladabi|kunya|jin|isa|dadi|kyau|tsari,wulakanta*|wulakanci,kunyata|kunya,kadan,yunwa,gishiri ya yi|yayi|sosai,yaji ya yi|yayi,tauri,muni|munana|mummunan|mummuna,kazanta,korafi,jira|jiran|jiramu,banza,wari,baci rai,ba|basu|bai zo|samu|gamsu|gamsar|kawo|kula|burge|cika,rage,bace',
  awful:
    'mummunan*|mummuna,muni sosai,ba dadi|kyau ko|sam|kwata,sam,ba zan sake,bala*,shirme,kunya sosai,banza sosai',
  neutral:
    'ba matsala,babu matsala,ba laifi,ba komai,barka da safiya|yamma|rana|dare|war,ina kwana|wuni|yini,lafiya [lau|kalau],dama dama,haka haka,yi hakuri,ba yabo',
  negators: 'ba,bai,bata,basu,babu,ban,bamu,baa,kada,kar',
  food: 'abinci|abincin|abincinku|abincinmu,dandano|dandanon,girki|girkin|girkinku,shinkafa|nama|kaza|kifi|miya|tuwo,dadin',
  service:
    'hidima|hidimar|hidimarku,maaikata|maaikatan|maaikatanku,aiki|aikin|aikinku,sabis,masu rabo|raba|hidima|aiki,direba,karba|tarba|tarbar',
  presentation: 'ado|adon,tsari|tsarin,kwalliya|kwalliyar,gabatarwa,shiri|shirin,tebur|teburi|teburin',
  timeliness: 'lokaci|lokacin,isowa|zuwa|zuwan|isowar,kan lokaci,kai',
  overall: 'komai,duka|dukka|dukansu,gaba daya,baki daya,gabadaya,jimla|jimilla,taro|biki gaba',
  problems:
    'bashi|bashin,mayar|maido|mai da|mini kudi|kudina|kudin,kudina|kudinmu,karye|karya|fasa|fashe|lalata|bata min|mana|kofa|mota,kofuna sun|bata,bace',
  safety:
    'amai,aman,gudawa,ciwon ciki,ciki ciwo|ciwon,asibiti,gubar|guba,kwalba|gilashi|roba|gashi|kwaro|dutse|karfe a|cikin,rashin lafiya,ciwo,allergy',
  optOut: `kar|kada|karka|kadaka|karku ku|ka|a|ki|ke [sake|kara] [turo|aiko|tura|aika|kira|kirana|turowa|aikowa|rubuto|rubuta|damu|dame|tuntube|tuntubi] [min|mini|mana|wa|ni|mu|da|sako|sakonni],kar|kada|karku|karka|kadaku [ku|ka] sake|kara [turo|aiko|tura|aika|kira|rubuto|damu|dame|tuntuba],kar|kada [ku|ka] turo|aiko|tura|aika|rubuto|dame|damu|kira [min|mini|mana|ni|mu|da],
    ku|ka|a|ki|don|allah daina|dena|bari|tsaya [turo|aiko|aika|tura|kira|turawa|aikawa|damu|dame|rubuto|da|tuntuba] [min|mini|mana|mu|ni|sako|sakonni|da],daina|dena [turo|aiko|aika|tura|turawa|aikawa|rubuta|damun|damu] [min|mini|mana|na|da],ku|ka|a|ki|don|allah cire|goge|share|fitar [da] [ni|mu|lambata|lambar|lambarmu|sunana|sunan|lamba],cire|goge lambata|ni|lambar|sunana|lamba|lambarmu,ba|bana|bama|bani|banason|bana so|son|bukatar|bukata|kara [karin|samun|ku|a|karbar] [sako|sakonni|sakonku|sakonninku|turo|samun|karbar],bana|bama|bana|banaso so|son|bukatar _ sako|sakonni|sakonku|sakonninku|samun,kyale|bar|barni|rabu ni|mu|da,ku|ka bar|kyale ni|mu,barni,rabu da,isa haka da,sakonninku sun`,
  recommend:
    'ba|bada shawara|shawarar,shawara,gaya|fada|fadawa|gayawa|sanar|sanarwa [wa|ma|da] [wa|dukan|duk] abokai|abokaina|abokanmu|yan|kowa|mutane|jamaa|danginmu|abokan|abokanai|sauran|dangi,gaya|fada wa|ma [dukan|duk] kowa|mutane|abokai|abokaina|abokan|yan|jamaa,zan|zamu tallata|turo|yada|tura [muku|ku|labarin|mutane],hada ku|su|mutane,yada labari',
  warnOff: 'gaya|fada wa _ kar|kada,gargadi|gargadin,guji|guje',
  hedges: 'watakila,idan,in,kila,mai yiwuwa,ban sani,ban tabbata,sai,ko,amma idan,kilan',
  requests:
    'nawa [ne|kuke|ake|ce|farashin|kudin],farashi|farashin,ku|ka|a kira|kirani|tuntube ni|mu|mini|min|don,kira ni|mu,kirani,kiramu,tuntube|tuntubi ni,wanene|waye|wane|suwanene|suwaye [wannan|ne|kai|ku],wa ye,ina son|so|bukatar|neman|bukata [yin|odar|rasit|kudi|yi|sanin],muna son|so|bukatar|neman|bukata,zaku|zaka|kuna|kana|zamu|za|zan [ku|ka|a|mu] iya,iya yin|kawo|dafa|turo,ku turo|aiko|bani|ba [min|mini|mana|ni] [rasit|farashi|invoice|kudi|lissafi|menu|jerin],turo|aiko min|mini|mana [da] [rasit|farashi|invoice|kudi|lissafi|menu],menene|mene|me|meye ya|farashin|ne|sunan,yaushe,ina kuke|kake|ofishin|kayan,bada|lambar kuskure,lamba kuskure|ba,ba ni bane|ne,bani bane,kun yi|buga kuskure|kuskuren,kuskuren lamba,ban yi|sayi|oda|umurci|ordar oda|odar|komai|abinci,kuna yin|da|dafa|kaiwa|yi,mun manta|bar|baro,na manta|bar|baro,rasit,mayar,soke oda|odar',
  rhetorical: 'wa ya dafa|girka,wanene ya dafa|girka,yaya kuke|kuka yi|dafa,ina kuka koya',
  links:
    'ya,yi,na,ba,ku,da,ta,ne,ce,sun,mun,don,a,shi,ga,su,kuma,maki,tauraro,taurari,samu,ci,kawai,duka,sosai,wa,zan,bada,ka,gode,nagode,shine,kan,muna,ina,daga,cikin',
  cues: 'ba|bawa ku,na|mun ba|bawa|baku,bada,zan|zamu ba|baku|bada,maki,taurari|tauraro,daraja,ina|muna ba|baku|bada,sun samu|ci,na baku,mun baku,nufin|nufi',
  units:
    'mutum|mutane|mutanen,awa|awowi|sao,minti|mintuna,rana|kwana|kwanaki,sidi|cedi|cedis|naira,faranti,baki|bako,wata|watanni,shekara|shekaru,yara,tebur,dubu,dari',
  notBefore: 'mutum,mutane,tebur,karfe,mu,awa,minti,baki,kwana,lambar,guda,wajen',
  contrast: 'amma,sai dai,saidai,illa',
  yes: 'eh,ee,i,kwarai,tabbas,na am,ehh,hakika,sosai,eh mana,eh tabbas,naam,kwarai da gaske,insha allah',
  no: 'aa,a a,babu,kwata kwata,ko kadan,aaa,aa ba',
};

export const EWE: LanguagePack = {
  code: 'ee',
  common: `akpe,akpea,nududu,nududua,nududuawo,nududuwo,la,le,na,mi,mia,miawo,wo,nye,nyea,me,mele,meɖe,eye,ke,gake,ne,be,si,siwo,ta,nu,nuwo,dzi,dzo,dzidzo,dzom,nuto,vivi,vivia,mevivi,o,nyo,enyo,menyo,enyoa,kakaka,ale,alea,
    gbedeasi,gbedeasiwo,gbedasi,dem,do,miga,migado,migagado,migagbugado,xexledzesi,xexledzesia,nenie,ho,hoe,ameka,amekae,nuka,nukae,afika,afikae,yeka,yekae,mida,mina,taflatse,mede,kuku,medekuku,subosubo,subola,subolawo,dowolawo,
    dowola,dowo,gadzrado,atsyo,atsiã,atsia,game,gbo,gbona,va,wova,miva,megbe,tsi,fa,fafa,katã,kata,sia,siaa,nusianu,nusiwo,ame,amewo,xo,xonyewo,xolo,xolowo,novi,novinyewo,tso,nunya,egbe,etso,etsɔ,fifia,kple,vie,sugbo,sugbɔ,dewo,de,ee,ao,ee,yoo,mawu,yra,yram,kpo,kpɔ,gblo,maglo,magblo,agblo,agblɔe,kafu,kafukafu`,
  strong: 'nududu*,gbedeas*,nuto,akpe,xexledzesi*,kakaka,gake,subosubo,taflatse,miga*,medekuku',
  numbers: 'deka=1,eve=2,eto=3,ene=4,ato=5,ade=6,adre=7,enyi=8,asieke=9,ewo=10,blaeve=20',
  great:
    'vivi|vivia nuto|kakaka|ale|akpa|tututu,nyo|enyo|nya nuto|kakaka|kpo|akpa,dzo dzi nuto|kakaka,dzi dzo|dzom|dzɔm nuto|kakaka,wo|wonu dɔ nuto,wu nuto,wonuku',
  good: 'vivi|vivia|viviam,nyo|enyo|nyoe|enyoe|nyoa,nya|enya de|ɖe|kpo,dzi dzo|dzom|dzomi|nye,dzidzo|dzidzɔ,dzodzi|dzodzim|dzidzo,dze|edze nye|mia ŋu|nu|ani,mewo|miewo|miewoe|wo|ewo do|dɔ|do nyuie|nyuie|de|dzi,nyuie,kafu|kafukafu|mekafu|miekafu mi|wo,akpe kakaka|nuto|gede|geɖe|na,mawu [ne|na] yra|ayra|nayra|neyra [mi],yra|nayra mi,ayekoo,atsyo,le vevi,ge|nukpe vovo',
  bad: 'mevivi|meviv|mevivia|mevi|meviviam _ o,mevivi|mevivia|meviviam|maviv*,menyo|menyoa|manyo*|menya|menyoe [nuto] [o|kura],menyo|menyoe,dzi medzo|medzom|medzɔm,medzo dzi|nye,dzimedzom,medzom,tsi megbe|tsitri|anyi|dedie,tsitsi,megbe,fa|fafa|efa,gble|gblẽ|egble|gbegble|megble,ve|veve|evea,mede|mesu|mesude|meɖe|mesɔ|meso|meva|meyo [nuto] gbo|sugbo|nu|o|kaba|dzi|amewo,mesu|mesude,dziku|do dziku,kpe nu|ŋu,nublanui,dzomavo,mebi|mebia|bi [nyuie] o,biaa,fia|dzo do,do wo|ame,wu ame|dɔ,aɖuɖɔ,lolo|sesse,gbevu,vlo|evlo|vo|voe|gbodzo,blewu,blewuu,medo|medze [nye|mia] [nu|ani|ŋu] [o],le blewu,dze agbagba o,tsi dzi,tsi gbo,kpo nukpe',
  awful:
    'vo|voe nuto|kakaka,vlo|evlo nuto,menyo|mevivi kura|kuraa|gbede,gbegble|gble nuto|kakaka,ŋukpe|nukpe|nukpenanu,gbede gbede',
  neutral: 'ele bene,mele bene,nyo vie,ndi|ŋdi na,woezo,woezɔ,efoa,nya de,me tre',
  negators: 'me,mede,kura',
  food: 'nududu|nududua|nududuwo|nududuawo|nududumi,nudada|nudadawo|nuɖaɖa,vivi me,mo|molu|akple|fufu|lan|la|koklo|tomelã|tomela|detsi',
  service:
    'subosubo|subosuboa|subo|subola|subolawo|suboviwo,dowolawo|dowola|dowo,amedzrowoxo|amedzro,dowowo|dɔwɔwɔ|dowowoa,kuku|ukula|vukula',
  presentation:
    'atsyo|atsyododo|atsia|atsyododo|atsiawo,dzadzra|dzadzrado|dzadzraɖo|gadzrado|dodo|ɖoɖo|dodowo|dodoa,kplo|kploe|kplɔ|kplowo,nudodo|dzedze',
  timeliness: 'gaƒoƒo|gafofo|gafofoa,game|gamea|yeyiyi|yeyiyia|yeyiɣi,vava|vavame|vavadede,kaba,gaxi,azã',
  overall: 'nusianu|nusia|nuwo kata,kata|katã|katãe|kataa,wo kata,nuwo,keken',
  safety:
    'dro|edro|dzo|dɔe xe|nu|ɖu,xe|xexe|dodro|drodro,dofo|dome|fodo le|ve|vee|dui|wɔm|vem,fodo|dɔle,fodoame,kodzi|koɖzi|kodzidzi,ahuhoe|ahuhɔe|plastik|da|taɖa|tada le,ahuhoe,aku|aɖi|adi,do le,dɔ ɖu|du,le do lem|nom',
  problems:
    'fe|fewo le|mi|nye,ga|gam|nye ga,gba|gbã|egba|wogba nye|mia|agba,mina|tro|trɔ ga|nye ga,wofi|fii,bu|ebu|bui',
  optOut: `miga|migago|miga|mega|migado|migaɖo|migadom|megado|migagado|migagbugado|migagadom|migaglo|migado gbedeasi|gbedeasiwo|gbedasi|nya|sms|text|message|messages|ɖeke|nu [aɖeke] [dem|ɖem|nam|do|ado] [o],miga|mega|migagbe|migagbugbo|migagbo [ga] [do|ɖo|ado|gbugbo|yo|yɔm|yom|ŋlo|nlo|nlonu|gagbugado|do] [gbedeasi|gbedeasiwo|nu|agbale|me|m|dem] [dem|ɖem|nam|o],migado|migagado|migagbugado|migaɖo|megado|migagbugaɖo|migagayo|migayom|migayo|migagayom|migagbugayom|migagbugayo|migagblo|miganlo|migaganlo|miganlonu|migafo|migade|migagade|migagbedeasi|migadom|migagadom,
    dzudzo|midzudzo|dzudzɔ|midzudzoe|dzudzoe|nadzudzo|miadzudzo|mitso|midzudzɔ [gbedeasi|gbedeasiwo|dodo|do|ɖoɖo|ame|nya|me|sms|messages|yoyo|nlonlo|le|nu] [dodo|ɖoɖo|dem|do|ɖem|nam|yɔyɔm],mida|mide|mitutu|tutu|ɖe|midae|mitsi|miɖe|de|mise nye|mia|nyea xexledzesi|xexledzesia|nko|nkoa|number|nomba|ŋko|kadodo|fonxexledzesi,nye xexledzesi|xexledzesia|number|nko [ɖa|da|le|do],medi|nyemedi|nyemele|nyemelɔ|nyemadi|mele|nyemegadi|nyemedii|nyemegale _ gbedeasi|gbedeasiwo|sms|messages|message|nya,mide|miɖe asi le nunye|nunyea|nu|nutinye|ŋunye,asi le ŋunye|nunye,mide fu|miade nam,miga|mega|migaɖe|migade fu|fuɖename nam`,
  recommend:
    'kafu|makafu|miakafu|akafu mi|wo [na|le|dɔ],magblo|miagblo|megblo|gblo|gblɔ|magbloe|magblɔe|agblo|miagbloe _ xonyewo|xolowo|xolonyewo|xonye|ame|amewo|novinyewo|wo|na|nu|ŋu,tso mia|miawo nu|ŋuti|nuti|nya|ŋu,magblo|megblo mia,magbloe|miagbloe|magblo na,mafo nu tso|ku,mafo|miafo nu,fia amewo|mo,maɖo mi|amewo ɖe',
  hedges: 'dewomahi,dewohi,ɖewohĩ,nenye,ne,neva,nyemenya,nyemeka,womate',
  requests:
    'ho|hoe|ga|gae|home|ho nenie|nene|nenia,nenie|neniee|nenia|nene,ameka|amekae|amekawo|amekaewoe [nye|ye|na|nya|esi|miawo],yom|yɔm|miyom|miyo|miyɔm|yo|miyom [taflatse|me|m|nam],taflatse|medekuku|mede|kuku [kuku|na] _ yom|miyom|miyɔm|do|na|mina|mido|nam|midoe|midom,yekayi|yekayie|yeka|gekae|ɣekaɣi [miava|miele|woava],afika|afikae|afika,nuka|nukae|nukata|nukata|aleke [nye|wo|e|mi|mia|nue],xexledzesi _ mele|meso|megble|manye|menye,menye nye|nyee|nye|nyeenye [o],nyee menye,mado|madi|medi|miedi|medii|miedii be|bena|nududu|mia|mina|ade [miada|mada|matsɔ|mia|madi|miatso|matso],ateŋu|mate|mateŋu|miate|miateŋu|ate nu|ŋu|nua|ŋua [ava|ada|na|aɖa],mido|midom|mina _ invoice|receipt|hosikpokpoe|ho|menu|agbale|fegbale,nlo|ŋlɔ be|menlo|menlobe|meŋlɔ,megble|miegble|megblẽ nye|mia|aɖe|ade,tro|trɔ mia|nye ga,miate nu|miateŋu',
  rhetorical: 'ameka da|ɖa|ɖae|dae,afika miesro|miesrɔ̃|miesroe,aleke miewo|miewoe',
  links:
    'la,nye,na,mi,wo,le,me,ye,enye,e,ke,eye,mena,miena,mia,xo,kpo,so,ko,nuto,kple,ya,akpe,hã,ha,gake,mina,si,mele,mí,be,miana',
  cues: 'mena|miena|mana|miana|mele|mina [mi|wo|mia],na|nana mi|wo,tso|tsɔ na,dze na,dzesi|dzesiwo,gletiviwo|ɣletiviwo,xo|wokpo|kpo,mebe|miebe,megblo|megblobe',
  units:
    'ame|amewo|amea,gafofo|gaforo|gaƒoƒo,miniti|aɖabaƒoƒo|adabafofo,nkeke|ŋkeke,cedis|sidi,agba|agbawo,amedzro|amedzrowo,dzinu|ɣleti|xleti,fe|ƒe,deviwo,kplo',
  notBefore: 'kplo,game,ga,ame,amewo,mienye,le',
  contrast: 'gake,ke,hafi,negbe',
  yes: 'e,ee,ehe,e,ɛ̃,en,ehen,yoo,nyateƒe,nyatefe,vavã,vava,kokoko,kakadedzi,eee,ẽ',
  no: 'ao,aoo,ao kura,gbede,kura,ao o,dabi',
};
