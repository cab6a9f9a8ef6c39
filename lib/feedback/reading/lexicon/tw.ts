import type { LanguagePack } from './pack';
import { TWI_SITUATIONS } from './situations';

/** Twi (Akan), Asante and Akuapem spellings, with and without ɛ and ɔ. */
export const TWI: LanguagePack = {
  code: 'tw',
  common: `aduane,aduan,no,na,me,mo,wo,won,yen,ye,yee,yeaye,ayi,paa,papa,pa,medaase,meda,ase,yedaase,koraa,nso,nanso,sen,sene,deen,adeen,hwan,hena,henfa,bere,mmere,mmre,adwuma,
    adwumayefoo,adwumayefo,adwumakuw,nkwa,nyame,nhyira,wo,ho,mu,so,ani,agye,gyee,ani,de,fe,yie,yiye,bio,nkrasem,nkra,krasem,ntwere,twere,kyerew,kyere,mma,nnipa,nipa,obi,biribi,biara,biribiara,nyinaa,
    dodo,kakra,ntem,mede,mema,mema,maa,ma,mmom,se,sese,sei,saa,eye,eyee,enye,anye,anyee,ansua,sua,mesre,mepa,kyew,fre,akwaaba,maakye,maaha,maadwo,daabi,aane,yoo,adee,moaye,moayee,
    yede,yebe,me,mepe,pe,ope,bra,ko,kae,firi,fi,nnamfo,nnamfonom,nnamfonom,adamfo,abusua,ayeforo,ayie,awareɛ,aware,nom,akyi,akyire,nnora,enora,enne,okyena,da,dabi,ahomka,ahye,adwo,awo,nsuo,nam,mogya,bo,sika,mmoa,boa,
    afei,ebia,gyae,gyai,nnyae,yi,ntoma,asem,nsem,nsɛm,ampa,ampaara,nokware,kora,nwanwa,eyeraa,bebree,pii,anaa,sɛdeɛ,efise,efiri,nti,enti,kosi,ɛhe,ehe,wo,mmaa,mobaa,moba,mokaa,kaa,yoo,yefre`,
  strong: 'aduane,medaase,nkrasem,paa,koraa,nyinaa,mede,mema,bio,eye,ye de,m ani,yen ani,kyew',
  numbers: `num=5,baako=1,mmienu=2,mienu=2,abien=2,mmiensa=3,mmeensa=3,miensa=3,abiesa=3,nnan=4,enan=4,anan=4,nnum=5,enum=5,anum=5,nsia=6,nson=7,nwotwe=8,nkron=9,edu=10,du=10,aduonu=20`,
  great: `ye|yee nwanwa|nwonwa,nwanwa|nwonwa,ye|yee|yε de dodo|papa|paa|yie,fe paa,ye fe paa,m ani|yen agye|gyee paa,ani agye|gyee paa|papa|yie|yiye|ho,anigye paa,ani sɔ,soronko,aye ade paa,te se|sɛ osoro,deliciously,${TWI_SITUATIONS.great}`,
  good: `mepe|yepe|ope|obiara+pe mo|aduane|wo,ye|yee|aye|eye|eyee de|fe|fɛ|yie|yiye|papa|pa|kama|ahomka|anika,eye [me] paa|papa|yie|yiye|fe|de|akoma|anigye|kama,ani agye|gye|gyee|gyei|ka|sɔ|so,anigye|anigyee,ahomka,moaye|moayee|woaye|moye|aye adee|ade|adeɛ|paa|yie|yiye,
    mo [ne] adwuma|yo,nyame|onyame|awurade|onyankopon nhyira|hyira|nhyira mo|wo,nhyira mo|wo nsa,ayekoo,meda|yeda mo|wo ase paa|pii|bebree|yie,medaase|yedaase|medase paa|pii|bebree|yie,mo paa,yeadi [no] yie|dew,yedii dew,kamfo|kamfoo,di dew,ho ye fe|den,ma yen|me akoma to,aye yie,ne ho ye|twa,nnipa no nyinaa ani,den yee fe,de paa,fe paa,yii|yi aye,${TWI_SITUATIONS.good}`,
  bad: `moba|mobaa|mobaae kyeree|kyɛree|kyere|akyire|akyiri,anye|nye|enye|ennye|anyee|nyee|annye de|fe|papa|pa|yie|yiye|kama|paa|hwee,anye|enye|nye|anyee [me|yen] de|fe|papa|yie|paa|dɛ|anigye,adwo|awo|adwoe|dwoe|awoe,yee|ye nwini|wini|bone|nwunu,nwini,bone,annso|anso|ansɔ|annsɔ|nnso,annso [yen|nnipa|obiara|me],sua|ansua|esua|suaa [dodo|paa],
    ka|kaa|mokaa|moka|maka|akaa|wokaa|reka akyi|akyire,baa|mobaa|ba|aba|woba|wobaa|moba akyi|akyire,kyeree|kyere|kye|kyee|kyɛe|kyeɛ|mokyee|mokyere|mokyeree dodo|paa|mokyeree,mokyeree|mokyere|wokyeree,mmaa|amma|mma|mmaye|ammba ntem|mmere,amma ntem,ani annye|nnye|annyɛ|angye|nnye|annka|ani,ani ansɔ|anso|nnye|annye,
    abo|abobo|asei|asee,asee,ho aye den,ye|yee den|dene,nkyene dodo|doso|pii|anka,nkyene,mako dodo,nnoa|annoa|anben|amben|mmen|ammen|ben [yie|yiye],ho popo,kasa kyeree,yaw|yee me|yen ya|yaw,annye|annyε,aniwuo|animguase,bo fuu|afu|fuw,fom|afom,ntee|ante ase,abufuw|abufuo,pira,kom de|di|dee,obiara annidi,annya|annyae|nnya [bi|aduane],aduane sa|asa ntem,asa ntem|dodo,su ye,ahyehye|hyee|hyewee,wɔɔ|anhye,${TWI_SITUATIONS.bad}`,
  awful: `bone paa|koraa,anye|nye|enye|annye|nnye de|fe|papa|yie koraa,tan koraa|paa,dada no saa,anye [me|de|fe|yie|papa] koraa,animguase paa`,
  neutral: `eye mepe|menim|a,daabi,eye okwan,mesre,nye asem,eye asem,${TWI_SITUATIONS.neutral}`,
  mild: TWI_SITUATIONS.mild,
  vague: TWI_SITUATIONS.vague,
  negators: 'enye,nye,anye,annye,mma,nni',
  food: `aduane|aduan|nnuane|aduanee,aduannoa,nnoa,ewo aduane,nam,emo,abom|nkwan,fufuo|fufu,dokono|kenkey,deede,nom ade`,
  service:
    'adwumayefoo|adwumayefo|adwumaye*,ntetewa,asomdwoe,osom|som|asom|somoo,adwuma,akoa|nkoa,mmofra no,ahohoye|ahohogye|ahohogyee,afoforo,hwesofoo|hwesofo,nneyee',
  presentation:
    'asiesie*|nsiesie*|siesie*,ahyehye|nhyehyee|nhyehye*|hyehyee,afefe|ahoofe|fefe,apono|pono|opono,tebea',
  timeliness: 'bere|mmere|mere|berε|mmre,mmaa mmere,duru|duruu|uduruu,ntem,ntempɛ|ntemso,bae bere',
  overall: 'biribiara|biribira|ebiara,nyinaa|ninaa,ne nyinaa,dwumadi|dwumadie,ponto|aponto',
  safety:
    'feree|fefee|feefee ase|adee|ho,refe,yafunu|yafun|afuru|yem|yamu,ayaresabea,yare|yaree|reyare|ayare|yareɛ [wo|no],ahwehwe|toa|plastic|nwi wo,ahwehwe,tirinwi,awuduro,borɔ,bore|abore',
  problems:
    'sika|ka me|mo mu|ho,de me|yen ka,mode|wode me|yen|ka,nsan mfa|fa me|mma sika,aseɛ|asɛe yen|me,mfa me sika',
  optOut: `mma|mmma|momma|mommma mo|wo|no [n|nn] ntwere|nkyerew|nkyere|nfre|mfre|nsoma|nsom|nka|nha|nmane|mmane [me|nkrasem|hwee|kyere] [me|ho|kyere],
    mma|momma [mo|wo] ntwere|nkyerew|mfre|nfre|nsoma|mmane|nha|nnhaw|nhaw me|yen|nkrasem|nsem|hwee,monn|mon|mom|momm|monnfa|mommfa twere|tweree|soma|fre|fa|kyerew|mma,monntwere|montwere|monnkyerew|monkyerew|monnsoma|monsoma|mommfre|momfre|monnfre|monnha|monha|monnhaw|monnye|mommane|mommanee|nntwere|nsoma|nnsoma|nsomaa|mfre|mmfre|ntwere|nkyerew|nnkyerew|monnfa|mommfa|momfa _ me|nkrasem|krasem|nsem|bio|yen|kyere,
    gyae|gyai|monnyae|monyae|munnyae|nnyae|mogyae|gyaee _ nkrasem|krasem|nkra|message|messages|twere|soma|ha|haw|fre|text|texts|sms,gyae|gyai|monnyae|monyae|munnyae me|yen haw|ha|fre|soma|twere|mane|kyerew,gyae|gyai|monnyae|monyae|munnyae [me|yen] haw|ha|mane|soma|twere|kyerew,
    yi|monyi|munyi|yiyi|monyiyi|popa|mompopa|pepa|mompepa|yii me|yen [noma|noman|nomba|number|namba|din|phone|fon] [firi|fi|number|namba|noma|noman|din|mo|wo|no|ho],me|yen noma|number|namba|nomba|din firi|fi,mpe|mempe|memmpe|yempe|yemmpe|mpɛ __ nkrasem|krasem|message|messages|text|texts|nkra,mmfre|nfre|mfre me|yen bio,nkrasem yi dɔɔso|doso|aso|ye dodo,me noma firi|fi`,
  recommend: `kamfo|mekamfo|bekamfo|mekamfo|yebekamfo|mekamfoo mo|wo|no,meka|yeka|mekaa|maka|yebeka|mebeka|meka mo|wo|won|asem|ho [ho] [asem] [akyere|kyere|ho|asem] [obiara|me|nnipa|akyere],mo|wo ho asem|nsem _ akyere|kyere,meka|yebeka|meka|ka akyere|kyere me|obiara|nnipa|yen,kyere|akyere [me|obiara|m|yen] nnamfonom|nnamfo|adamfo|abusua|obiara,mede mo|wo bekyere|bɛkyere|akyere,mekyere obiara|nnipa|me`,
  warnOff: 'mmfa|mfa mo|won nhyɛ,meka akyere|kyere obiara se|sɛ onnkɔ|ɔmmfa|ommfa|onnko,mempɛ sɛ obi',
  hedges: 'ebia,se,sese,gyese,menhu,mennim,menim,mensusu,sebe,anhwɛ a,senea',
  requests: `fre|monfre|momfre|frɛ|fere me|yen,mepa wo|mo kyew _ fre|mane|soma|ka|kyere|boa|ma|bra|momfre|monfre,mesre wo|mo _ fre|mane|soma|ka|kyere|boa|ma|monfre|momfre|monsoma,ahe|ehe,bo ye ahe|sen|sene|deen,hwan|hena|whan na|ne|ni|yi|nni,eyɛ hwan,wo|mo ne hwan,deen na|nti|ade|bere,edeen,adeen,enye me|mede noma,noma mfomsoo,moafom|woafom [noma|number],wafom|moafom,me san|mesan pe|hia,mehia|yehia caterer|invoice|receipt|aduane|mo,mepe|yepe se|sɛ|caterer|invoice|receipt,mebetumi|yebetumi|mobetumi|wobetumi|metumi,betumi,wo he|ehe|hen|henfa,me baage|bag|adaka|asedua aka,aka|da|awo ho|mo,bere ben,ma me sika,mane|soma me|yen _ invoice|receipt|menu|bo`,
  rhetorical: 'hwan na onoae|noae|noaa|yee|ɔnoaa,hena na onoae|noaa,mosuaa wo he,den na mode guu',
  links:
    'no,ye,yee,na,ma,me,mo,mede,mema,nya,anya,ne,nso,nanso,deɛ,dee,eye,wo,mene,yede,yema,yen,nyinaa,ho,paa,wɔ,wonyaa,nyaa,noara,nkoaa,se,nie,ne,fata,firi,pe,medaase',
  cues: 'mede|yede|medee|yedee|mɛde|mede,mema|yema|mama|yeama|yɛma,ma|maa mo|wo|won,mebema|yebema,meka|yeka se,nya|anya,nsoroma,mepɛ se',
  units:
    'nnipa,nipa,mmienu,donhwere|nnonhwere|nnonhwerew|donhwerew,simma|sima,nna,da,bosome,afe|mfe,sidi|cedis,mpren,pono,prete|mprete|nprete,mmofra,mmaa,nkorofo|nkorofoo,nnoo,ahohoo|ahoho,poma,nnamfo,tumtum,dɔn',
  notBefore: 'pono,bere,don,dɔn,nnon,nnipa,yeye,yen,na yeye,nso',
  contrast: 'nanso,mmom,na mmom,nso,kyerɛ se',
  yes: 'aane,ane,yiw,yoo aane,ampa,ampaara,eye ampa,aane paa,aane o,aane medaase,yiee',
  no: 'daabi,dabi,daabi da,daabi koraa,dabida,oho',
};
