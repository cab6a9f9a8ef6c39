import { compileGrammar, type Grammar } from './notation';
import { isClass } from './vocabulary';

/** A score in its spellings. */
const scores = `
  Named = stars
    | (number | half) over top (starword | stars)*
    | number starword (over top)?
    | number stars
    | number '*'
  Score = Named | half | number
  Fives = number 's'
`;

/** Things of ours, each with what may be said of it: cold food is blame, a cold drink is none. */
const things = `
  More = ',' | and | ',' and
  GoodFood = (very | bit)* (good | tasty | ontime)
  GoodStaff = (very | bit)* (good | kind | ontime)
  GoodLook = (very | bit)* (good | pretty)
  GoodAll = (very | bit)* (good | tasty | kind | pretty | ontime)
  PraisesFood = GoodFood (More GoodFood)* tail*
  PraisesStaff = GoodStaff (More GoodStaff)* tail*
  PraisesLook = GoodLook (More GoodLook)* tail*
  PraisesAll = GoodAll (More GoodAll)* tail*
  BadFood = (very | bit)* (bad | nasty | cold)
  BadExtra = (very | bit)* (bad | nasty)
  BadStaff = (very | bit)* (bad | rude)
  BadManner = (very | bit)* (bad | rude)
  BadLook = (very | bit)* (bad | ugly)
  BlamesFood = BadFood (More (BadFood | late))* tail*
  BlamesExtra = BadExtra (More BadExtra)* tail*
  BlamesStaff = BadStaff (More (BadStaff | late))* tail*
  BlamesManner = BadManner (More BadManner)* tail*
  BlamesLook = BadLook (More BadLook)* tail*

  OurStaff = the? staff | ourstaff folk
  OurFood = the? food when?
  Ours = OurStaff | the? (food | extra | manner | look | timing)
  Thing = food | extra | manner | look | staff | folk
  Object = ('every bit of' | 'every minute of')? the? (GoodAll (and GoodAll)*)? (Thing | occasion) (More the? GoodAll? Thing)*
  All = whole | Object
  Circle = 'to' ('all' | 'the whole of')? ('my' | 'our')? ('whole' | 'other')? circle (More ('my' | 'our')? circle)*
`;

const praise = `
  Where = 'ever' | 'in town' | 'in ghana' | 'in accra' | 'in kumasi' | 'from you' | 'from your team' | 'from start to finish' | 'working with you'
  PraiseOurs = OurFood be? PraisesFood
    | the? extra be? PraisesFood
    | (OurStaff | the? (manner | timing)) be? PraisesStaff
    | the? look be? PraisesLook
    | (the? Thing | you) be 'the best' ('caterers' | 'caterer')? Where?
    | ('both' | 'all')? Ours (More Ours)* be very* good tail*
    | the? Thing ('too' | 'as well' | 'also' | 'aussi')
  PraiseCame = (OurFood | OurStaff | you | the? manner | 'everything' | 'it') came very* ontime tail* (More ('it' | 'they') be PraisesAll)?
  PraiseWhole = (whole | the occasion) be PraisesAll
    | whole ('went' | 'was') very* ('well' | 'smoothly' | 'perfectly' | 'great' | 'as planned') tail*
    | the? occasion be 'a' very* good? 'success'
    | 'e' PraisesFood
  Did = 'did' | 'have done' | 'do' | 'tried' | 'try' | 'did try' | 'aye adee'
  PraiseYou = you be PraisesStaff
    | you be? 'too much' tail*
    | you 'are' (good | 'number one')
    | you ('nailed it' | 'do am' | 'did it' | 'do all')
    | you 'made' ('my' | 'our') (occasion (very* good | 'special' | 'memorable')? | 'day')
    | (you | OurStaff) very* Did (very* 'well' | 'a' (very* good) job | very* good | 'it')? tail*
  PraiseGuests = (everyone | self) very* enjoyed (All | 'am' | 'ourselves' | 'themselves')? (','? 'especially' Object)? tail*
    | (everyone be? | self | 'i am' | 'we are' | self be) very* happy ('with' All | 'of' you)? tail*
    | self ('had' | 'have had') 'a' very* good ('time' | occasion | 'experience')
  PraiseReturn = self? modal firmly* again you 'again' ('next year' | 'next time' | 'soon' | 'anytime')? tail*
  PraiseThing = ('it' be)? (a | the)? ('best' | GoodAll (More GoodAll)*) (Thing | timing | occasion | job | 'time' | 'experience' | 'caterers' | 'caterer' | 'day') Where? tail*
  PraiseThanks = thanks muchly* ('to' you)? ('for' | 'pour') ('the' | 'your' | a | 'making' the occasion (very* good | 'special' | 'memorable' | 'a success')) Object?
  PraiseAlone = PraisesAll | very* enjoyed All tail* | very* happy (('with' | 'by') All)?
  Praise = PraiseOurs | PraiseCame | PraiseWhole | PraiseYou | PraiseGuests | PraiseReturn | PraiseThing | PraiseThanks | PraiseAlone
`;

const blame = `
  Count = any | 'two' | 'three' | 'four' | 'one'
  BlameOurs = OurFood be? BlamesFood (More ('it' be)? BadFood)*
    | the? extra be? BlamesExtra
    | OurStaff be? BlamesStaff
    | the? (manner | timing) be? BlamesManner
    | the? (look | ware) be? BlamesLook
  BlameWhole = ('everything' | 'the whole thing' | 'the experience' | 'c' | 'tout') be (very | bit)* (bad | late) tail*
    | ('it' | 'this') be very* bad tail*
  BlameLate = (you | OurStaff | OurFood | 'the'? 'delivery') came (very | bit)* (Count hours | long)? 'late' tail* (More ('it' be)? (BadFood | rude))*
  BlameWait = ('i' | 'we' | everyone) ('waited' | 'had to wait') 'for'? (Count hours | long) ('for' (the food | 'you') | 'to be served' | 'to eat' | 'before we were served')
  BadThing = bad (food | extra | manner | look | staff | timing | 'experience') | (cold | nasty) food | rude (manner | staff) | ugly look | 'late' food
  BlameThing = a? very* BadThing (and very* BadThing)* | the? 'worst' (food | manner | 'caterers' | 'caterer' | 'experience') 'ever'?
  BlameFeeling = (('i' | 'we' | 'i am' | 'we are') be? very* | very*) unhappy (('with' | 'in' | 'by') the? (Thing | 'everything'))?
    | very* 'disappointing'
  BlameShort = (the? (food | extra) | 'portions' | 'the portions') ranout | 'not enough' (food | extra)
  BlameStarved = ((few | Count) 'of'?)? ('my' | 'our' | 'the')? ('guests' | 'people' | 'tables' | 'visitors' | 'family' | 'us' | 'them') starved
  BlameAlone = terrible | bit (late | cold | rude | nasty) tail*
  Blame = BlameOurs | BlameWhole | BlameLate | BlameWait | BlameThing | BlameFeeling | BlameShort | BlameStarved | BlameAlone
  Eaten = ('from' | 'after eating' | 'after' | 'because of') the? food
  Victims = ((few | Count) 'of'? | 'the')? ('my' | 'our' | 'the')? ('guests' | 'people' | 'children' | 'kids' | 'son' | 'daughter' | 'mother')
  Harm = Victims poisoned Eaten? | Victims sick Eaten
  Fair = (Ours | whole) be? (very | bit)* fine tail* | 'not bad'
`;

const rating = `
  Lead = ('i' | 'we' | 'let me' | 'make i')* modal? surely* give toyou* (',' | ':')? solid*
    | self modal? surely* give toyou* solid*
    | ('mema' | 'yema' | 'yede' | 'mede') ('mo' | 'wo')?
    | ('je' 'vous'? ('donne' | 'mets') | 'nous' 'vous'? ('donnons' | 'mettons') | 'je dirais' | 'on vous met' | 'je mets un') solid*
    | 'اعطيكم'
    | ('it is' | 'it was' | 'that is' | 'c est') surely* ('a' | 'an') solid*
    | ('my' | 'our') verdict (link | 'would be')? surely* solid*
    | verdict ('is' | ':' | '=' | '-') surely* solid*
    | 'the'? rated (link | 'would be')? surely* solid*
    | overall (':' | ',' | '-' | 'is' | 'was' | 'be')? (('i' | 'we') modal? give toyou* | 'it is' | 'it was')? solid*
    | (you | 'this') surely* ('get' | 'deserve' | 'deserves' | 'have earned' | 'earned' | 'all deserve') solid*
    | ('sorry' ','?)? mending ':'? solid*
    | 'yesterday was' ('a' | 'an') solid*
    | surely* solid*
    | 'na'
  Reason = 'for' (a | the)? GoodAll (More GoodAll)* (Thing | job | 'experience')
  Overall = Lead? Score (fromus | 'ma mo' | 'overall' | 'in general' | Reason)*
    | Lead? Named (('to' | 'for') you ('and your team')? | 'for' ('me' | 'us'))
    | 'na' Score ('i' | 'we') modal* 'give' toyou*
    | ('it is' | 'it was' | 'that is') surely* ('a' | 'an') solid* Score 'for' ('me' | 'us')
    | (overall | 'all' | surely | 'straight') solid* Fives fromus*
    | Fives overall

  Food = askedfood
  Service = askedservice
  Staff = askedstaff
  Look = askedlook
  Time = askedtime
  Asked = Food | Service | Staff | Look | Time
  OfAspect = (('i' | 'we') modal? ('give' | 'rate' | 'gave' | 'score') | 'for' | '-')? the? (Food | Service | Look) link* solid* Score fromus*
    | ('i' | 'we') modal? 'rate' the? (Staff | Time) solid* Score
    | the? (Staff | Time) mark* Score fromus*
    | 'both'? the? Asked More the? Asked (More the? Asked)* link* solid* Score fromus*
  ForAspect = (('i' | 'we') modal? ('give' | 'gave' | 'rate') you?)? Score ('for' | 'pour') the? Asked (More the? Asked)*
  Dish = food | extra
  Crew = staff | folk
  Place = look
  OfThing = the? (Dish | Crew | Place | Time) (link | be)* solid* Named fromus*
    | the? (Dish | Crew) 'alone'? ('deserves' | 'deserve') solid* Score fromus*
`;

const answers = `
  Recommends = ('yes' ','?)? (self modal firmly* recommend | firmly* modal firmly* recommend | self? firmly firmly* recommend | 'je' 'vous'? 'recommande' firmly*) us? (audience | Circle)* tail*
    | self recommend us (audience | Circle)*
    | self modal 'not hesitate to' recommend us? (audience | Circle)*
    | firmly* 'recommended' (audience | Circle)*
    | ('i have' | 'we have') 'already'? 'recommended' us Circle
  Refuses = (self modal | modal) ('not' | 'never') recommend us? (audience | Circle)*
  Agrees = yes ','? would? (yes | tail | 'again' | 'thanks' | 'thank you')* ','? (audience | Circle)*
    | would firmly*
    | 'i definitely would'
    | 'definitely' would
  Declines = no
`;

/** What changes nothing of what stands beside it. */
const company = `
  Team = 'your team' | 'you and your team' | 'the team' | OurStaff
  Occasion = 'everything' | 'coming' | 'asking' | when | 'yesterday' | 'today' | 'checking' | 'all you did' | 'all' | the? manner | 'your time' | 'your hard work' | 'having us' | 'serving us' | 'the feedback'
  Kitchen = 'the kitchen' | 'the kitchen team' | 'the kitchen crew' | 'the cooks'
  Courtesy = greeting address*
    | thanks muchly* (('to' | 'to you and' | 'a')? (you | address | Team))* muchly* ('for' Occasion)? muchly*
    | wish (and? wish)* tail*
    | bravo (('to' | 'for' | 'a')? (you | address | 'all' | 'everyone' | Team | Kitchen | 'a'? 'good job'))* tail*
    | aside
    | address tail*
    | softly
  When = when
  Stop = address* 'now'? (stop | 'stop' | 'unsubscribe') ('again' | 'anymore' | 'please' | 'now')*
  Asks = request
`;

/**
 * The plain forms: what a customer says of our event in a way that can't be meant otherwise. No condition, comparison,
 * question or other time is among them, and no denial but of what there was too little of: what holds one isn't plain.
 */
export const grammar: Grammar = compileGrammar(
  [scores, things, praise, blame, rating, answers, company].join('\n'),
  isClass,
);
