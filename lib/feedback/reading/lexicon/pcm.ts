import type { LanguagePack } from './pack';
import { PIDGIN_SITUATIONS } from './situations';

/** Ghanaian and Nigerian Pidgin; it shares most of its words with English, so only what differs is listed. */
export const PIDGIN: LanguagePack = {
  code: 'pcm',
  common: `dey,una,abeg,wey,wetin,na,chop,sabi,comot,dem,wan,sef,oga,wahala,pikin,chale,charley,charlie,chaley,chairman,bossu,massa,waa,oo,o,ooo,kraa,saa,beg,sweet,bee,be,e,am,
    for,make,go,no,i,we,una,the,food,don,come,reach,finish,well,die,too,much,give,still,person,people,my,again,like,want,tell,talk,see,know,how,far,vex,belle,small,catch,
    fit,sharp,nyash,palava,shey,abi,sha,walahi,wella,kpata,gidi,gbam,correct,mad,biz,nor,dis,dat,dia,una,unna,hin,im,ein,demma,yawa,hia,wer,tins,tin,sumtin,somtin,plenty,beta,betta,gud,bros,sistah,broda`,
  strong: `nau,dey,una,unna,abeg,wey,wetin,comot,sabi,pikin,sef,wahala,dem,ein,i|we|e|you|person|dem|una go give|tell|talk|call|chop|come|do|use|recommend|carry|bring|book,i|we no go,no sweet|reach|chop|good|do|get|come|fit|dey|be|too|send|text|gree|well|bring|hot|serve|even|message|call|lie|ready|done,no be,e no,e sweet|good|bee|be|dey|taste|don,
    don come|finish|spoil|do|chop|reach|try|go|cold|tire,make una|i|we|dem|you|e|nobody,sweet die|well|wella|me|us|gan|pass|no|waa,na you|im|so|me|una|we|the|only,na #,food bee|bi|na,well well,small small,too dey,how far,go chop,chop am|well|belle|tire|die|full,belle full,do well well,for ground,mad oo,gbam,vex,wan stop|tell|book|order|chop,tell dem,no text,shey,abi,betta|beta food|pass,be like say,i swear,waa,kraa,e be,dis food|chop|people,i chop,chop no,we chop,beg you|una,the thing bee,no too,like dat`,
  numbers: 'wan=1,tree=3,faif=5,fayv=5',
  great: `sweet die|gan|pass|wella|well well|no,sweet well well,die die,mad o|oo|ooo|die,too much,gbam,e choke,no size,no dey carry last,carry first|go,on fire,over bee|sweet,bad gan,scatter [my] [head|ground|place],food na fire,wicked sweet,sweet pass,${PIDGIN_SITUATIONS.great}`,
  good: `make mad|sense|brain,sweet,dey sweet|good|okay|hot|nice|try|fresh|correct,bee|bi,do well|good|am|wella,una try|do,don try,try well|wella|gan,i enjoy|we enjoy,enjoy,belle full|sweet,my belle sweet,chop belle|well|tire|full|clean,correct food|people|guys,no wahala,no shaking,make sense,e bee,well done,no mess|disappoint|fall hand|dull,dey kampe,happy,nice,lick _ plate|finger|hand|fingers,betta,dey talk about|am,una biggie,no yawa,God bless,respect,wella,people still dey talk,fine,the thing bee,una be boss,${PIDGIN_SITUATIONS.good}`,
  bad: `be waste|wack|rubbish|nonsense,try harder|better next,no sweet|good|reach|do|get|come|fit|dey|ready|hot|well|chop|bring|serve|even|taste|nice|fresh|clean|respect|bee|make|try|show|done|bi|correct|pure|enough,no too sweet|good|bee|nice|well,no really|even|dey sweet|good|taste|chop|fresh,no see food|chop|anybody|nothing,come late,late,vex|vexed,strong,wahala,spoil|spoiled,fall my|our hand,disgrace|disgraced,cold,dey cold|late|slow|rude|vex|shout|insult|smell|waste|delay,no get respect|sense|manners|home,no dey [even] serve|good|sweet|come|hear|mind|fresh|smile,finish quick|early|before,hungry|hunger,hunger dey|catch|kill,salt [don|too] much,pepper [don|too] much,salt too much,pepper too much,too small|cold|salty|hard|slow|late,small pass|too,waste [my|our] time|money,delay,shout,insult,half of|the people no chop,tire us|me|person,no done,people no chop,smell|dey smell,e pain me,rough|dey rough,do anyhow,anyhow,mess up,scam|chop my money,rubbish,yawa,delayed,no hear word,no apologise|apologize|beg|sorry,no meet|tally,never see|chop,burn,wait tire|taya,wait [for] #,${PIDGIN_SITUATIONS.bad}`,
  awful:
    'rubbish,nonsense,useless,worst,no sweet at|kraa|koraa,never again,yeye,nawa for,na wa,fall hand,mumu,wicked,no good at,spoil everything',
  neutral: `no go lie,no lie,no wahala,no be small,no vex,vex no,no shaking,not bad,manage,e be okay,so so,i no dey lie,no cap,no shake,no mind me,no worry,${PIDGIN_SITUATIONS.neutral}`,
  mild: PIDGIN_SITUATIONS.mild,
  vague: PIDGIN_SITUATIONS.vague,
  negators: 'no,nor,never,neva',
  food: 'food|foods,chop,jollof|rice|waakye|banku|meat|fish|chicken|soup|stew|kenkey|fufu,taste,small chops,cooking,drinks',
  service:
    'service|services,waiters|waiter|ushers|usher|staff|workers|servers|driver|team|crew|una+people|una+boys',
  presentation:
    'presentation,decor|decoration|setup|set up|arrangement,how _ place|table|everything dey look|look|be|set,dressing,deco',
  timeliness: 'time|timing|timeliness|punctuality|delivery|arrival',
  overall: 'everything,overall,all join,all together,all,in all',
  problems:
    'owe me|us,chop my|our money|change|deposit,bring my|our money|change|balance,spoil my|our car|gate|wall|chair|chairs|things,no bring _ cake|drinks|chicken|meat|plates|food|rice,break|broke my|our,no balance',
  safety:
    'dey vomit|purge|sick|shit,vomit,belle dey pain|run|turn|bite,belle run|pain|runs,running belle|stomach,stone|hair|glass|plastic|nail|fly|cockroach dey|inside|for _ food|rice|soup|stew|meat|inside,purge|purging,hospital,see hair|fly|stone|cockroach|maggot|glass|plastic,allergy',
  sarcasm:
    'na only _ hours una late,well done for wasting,una try oo for,una do well _ late|cold|hungry,thank you for wasting',
  optOut: `no|nor|stop|neva|never|make dey [still|even] text|message|send|call|disturb|whatsapp|write|worry me|us|person|message|messages|text,make una|you no|nor|stop|neva [dey|go] [ever] text|message|send|call|disturb|whatsapp|write|sending|texting|messaging|calling|disturbing|dey|worry,
    make una|you stop [dey] [send|text|message|sending|texting|messaging|these|this|dis|the|call|calling|disturb] [me|us|messages|message|text],no|nor [come] [dey] send|text|message|whatsapp [me|us] [any|dis|this|these|una] [kain|more] [message|messages|text|me|us|anything] [again],no|nor text|message|send|disturb|worry|whatsapp me|us,no want|wan|need [see|get|dey|any|una|your|dis|this|more|hear] [see|get|dey|any|una|your|dis|this|more] messages|message|text|texts,no dey want _ message|messages|text,comot|commot|remove|delete|clear|cut|wipe _ number|contact|name from|for,comot|commot|remove|delete|clear|cut|wipe [me] [my|ma|dis|this] number|name|contact|line,comot|commot me,remove|comot me|my,leave me|us alone,free me|us,abeg stop [dey] [am|it|this|dis|text|message|send|sending|disturb],una messages too much|plenty,una dey worry|disturb|bother me|us,stop to dey,tire|tired for una|your|these message|messages,make una leave|free|forget me|us|my,no call me again`,
  recommend: `go|dey|don|for tell [all|my|every|everybody|everyone] _ about|make|say|people|friends|family,tell _ people|friends|family|guys|everybody|everyone _ call|use|una|about|make|say,go recommend|refer,recommend,carry una [go] [number|matter|give],give|share _ una number|contact [give|to],una number _ give|share,go spread,go bring una|people|customers,go send people|una,make dem call|use|book|try una`,
  warnOff:
    'go tell _ make dem|una|nobody|e no|never|avoid,tell _ make dem no|avoid,no go recommend,make nobody use|call|book|try,warn everybody|people|my',
  hedges: 'maybe,if,fit,abi,e fit be,no sure,unless,until,make i see,we go see,depend,dependz',
  requests: `how much una|e|be|for|you,una|you fit|dey|get|go _ do|cater|cook|come|bring|call|send|deliver|charge,fit una|i|you|we,wetin [be|una|you|dey|e|do|happen],where una|e|my|dey,who be this|dis|you|una,i wan|want|need book|order|talk|know|chop|cancel|ask|hire|get|make,abeg call|send|bring|share|give|make|help|tell|reply|come|check,make una|you|your|the|manager|oga _ call|bring|send|come|tell|check|refund|pay|share|contact,call me,send me [the|una|your|my] [price|invoice|receipt|menu|account],no be me|my number|my order,no order any|food|anything|this,wrong number|person,i no know una|you|this|dis,una be who,i|we forget|left|leave my|our|some,dey my|our house|place|hand,abeg i|we want|wan|need,bring my|our,which time|day,what time,when una,una still dey do,you people dey do,una dey do|sell|cater|deliver|charge,give me price|discount|receipt|invoice`,
  rhetorical:
    'wetin una put|use|do,who cook|cooked|train|teach,where una learn|dey since|come from|find,how una take|dey|do,na which kind,which kind food|magic|juju,wetin i go|fit talk|say,wetin remain,how far,una be magic|who',
  links:
    'na,be,dey,get,bee,i,una,go,give,for,am,e,the,but,them,dem,so,only,o,oo,abeg,chale,charley,charlie,fit,say,that,one,own,side,carry,collect,we,my,of,me,you,is,a,at,just,still,no,matter',
  cues: 'give|dey give|go give,na,rate,carry|collect|get|deserve,for me,score,mark,make|put,mean,i say,wan give,be',
  units: 'people,plate*,hour*,persons,waiter*,minutes,time,days,table*,of,pesin,bottle*',
  notBefore: 'table,for,around,since,only,we,we be,dem',
  contrast: 'but,only say,except,still,though,na only,just say',
  yes: 'yes o|oo,yes na,yes now,sharp,sure,e sure,well well,why not,of course,i go recommend,yes abeg,yeah,gbam,sharp sharp,100,no doubt',
  no: 'no o,no oo,lai lai,never,for where,no,mba,no way,i no go,tufiakwa',
};
