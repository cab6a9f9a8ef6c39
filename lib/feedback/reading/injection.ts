/** Text with code or orders to a machine cut out; what is left are the customer's own words. */
export interface Cleaned {
  text: string;
  injected: boolean;
  /** The orders that were cut out; only their language is used. */
  orders: string;
}

const code: RegExp[] = [
  /<\s*\/?\s*(?:script|img|svg|iframe|body|html|a|div|span|style|link|meta|form|input|object|embed|video|audio|b|i|h1|p|br)\b[^>]{0,500}>?/gu,
  /javascript\s*:\S{0,200}/gu,
  /\bon(?:error|load|click|mouseover|focus)\s*=\s*\S{0,200}/gu,
  /\b(?:alert|eval|prompt|confirm|fetch|require|document\.\w+|window\.\w+|console\.\w+)\s*\([^)\n]{0,200}\)?;?/gu,
  /\{\{[^}\n]{0,200}\}\}|\$\{[^}\n]{0,200}\}|<%[^%\n]{0,200}%>|\{%[^%\n]{0,200}%\}|#\{[^}\n]{0,200}\}/gu,
  /[{[]\s*"[\w .-]{1,40}"\s*:[^\n]{0,1500}[}\]]?/gu,
  /\{\s*'?(?:overall|rating|opt_out|would_recommend|sentiment|aspects|food|role|system|score)'?\s*:[^\n]{0,1500}\}?/gu,
  /<\/?\|?\s*(?:system|user|assistant|im_start|im_end|instructions?|prompt|inst|endoftext|s)\s*\|?>|\[\/?(?:inst|system|sys)\]/gu,
  /<!--[^\n]{0,500}/gu,
  /(?:\d{0,9}['"`]?\s*\)?\s*;\s*)?\b(?:drop|truncate|alter|create)\s+(?:table|database|schema|index|view|user)\b[^\n]{0,300}/gu,
  /(?:\d{0,9}['"`]?\s*\)?\s*;\s*)?\b(?:delete\s+from|insert\s+into|update)\s+["'`]?[a-z_]{2,40}["'`]?\s+(?:where|set|values|\()[^\n]{0,300}/gu,
  /(?:\d{0,9}['"`]?\s*\)?\s*;\s*)?\bdelete\s+from\s+(?!your|the|my|this|our)["'`]?[a-z_]{2,40}["'`]?\s*;?(?=\s*(?:$|--|\n|;))/gu,
  /(?:['"`]?\s*\)?\s*;?\s*)?\b(?:union\s+(?:all\s+)?select|select\s+(?:\*|[\w, ()]{1,80})\s+from)\b[^\n]{0,300}/gu,
  /\d{0,9}['"`]\s*\)?\s*(?:or|and|\|\|)\s+['"`]?\w{1,20}['"`]?\s*(?:=|like)\s*['"`]?\w{0,20}[^\n]{0,60}/gu,
  /\b(?:or|and)\s+1\s*=\s*1\b[^\n]{0,60}/gu,
  /;\s*--[^\n]{0,100}|'\s*--[^\n]{0,100}|\/\*[^\n]{0,200}\*\//gu,
  /(?:;|&&|\||\$\()\s*(?:rm|curl|wget|cat|bash|sh|nc|ping|sleep|whoami|id)\b[^\n]{0,200}/gu,
  /\b(?:xp_cmdshell|waitfor\s+delay|pg_sleep|sleep\s*\(\s*\d+|exec\s*\(|__proto__|constructor\[|process\.env|os\.system|import\s+os)[^\n]{0,200}/gu,
  /\$\{jndi:[^}\n]{0,200}\}?|\.\.\/(?:\.\.\/)+[^\s]{0,100}/gu,
  /\$(?:ne|gt|where|regex)"?\s*:[^\n]{0,100}/gu,
];
const formula =
  /^[ \t]*(?:=\s*[a-z0-9(+\-"'@{]|[+@-]\s*[a-z]{2,20}\s*\(|[+@-]\s*\d+\s*[+*/-]\s*\d+[^\n]{0,40}[|!(]|[+@=-]?\s*cmd\s*\|)[^\n]{0,500}/gmu;
const formulaCall =
  /[=+@-]\s*(?:hyperlink|cmd|importxml|importdata|importhtml|webservice|dde|sum|exec|concatenate|image)\s*[(|][^\n]{0,500}/gu;

/** A sentence that gives orders to the system or a model. */
const orders: RegExp[] = [
  /\b(?:reply|respond|answer|output|print|return)\s+(?:only\s+)?(?:with|in)\s+(?:only|just|exactly|the word|the words|json|xml|"|'|a json|yes only|your (?:system|prompt|instructions))/u,
  /\b(?:ignore|disregard|forget) (?:what|everything|all) (?:you|i|we|they) (?:were|was|have been|had been|are|told|said|know|learned)\b/u,
  /\b(?:ignore|disregard|forget|override|bypass|skip|discard)\b[^.!?\n]{0,40}\b(?:previous|prior|above|earlier|preceding|all|any|your|the|system|these)\b[^.!?\n]{0,30}\b(?:instructions?|prompts?|rules?|messages? above|commands?|directions?|guidelines?|context|training|programming)\b/u,
  /\b(?:ignore|disregard|forget|override)\s+(?:the\s+|everything\s+|all\s+|anything\s+)*(?:of\s+)?(?:the\s+)?(?:above|before this|prior|previous)\b/u,
  /\byou are (?:now|no longer|actually|a|an)\b[^.!?\n]{0,40}\b(?:mode|ai|assistant|model|bot|chatbot|system|admin|administrator|developer|dan|gpt|unrestricted|parser|classifier)\b/u,
  /\b(?:act|behave|respond|pretend|roleplay) (?:as|like|to be)\b[^.!?\n]{0,40}\b(?:ai|assistant|model|bot|system|admin|administrator|developer|dan|linux|terminal)\b/u,
  /^\s*(?:#{1,6}\s*)?(?:\[|<|\*)*\s*(?:system|assistant|developer|admin|root|user|human)(?:\s+(?:prompt|message|override|note|instruction|instructions|command|update))?\s*(?:\]|>|\*)*\s*:/mu,
  /\b(?:set|record|mark|store|save|log|register|output|return|change|update|write|classify|label|report|treat|assign|flag|tag|count|print|respond with|reply with|add)\b(?![^.!?\n]{0,12}\b(?:my|our)\b)[^.!?\n]{0,60}\b(?:rating|overall|would_recommend|would recommend|opt_out|opt-out|needs_human|sentiment|field|fields|database|record|json|as satisfied|as positive|score to|all aspects|aspects (?:to|as)|feedback (?:as|to)|5 stars for all|every (?:field|aspect))\b[^.!?\n]{0,40}(?:\bto\b|\bas\b|\bof\b|=|\btrue\b|\bfalse\b|\bpositive\b|\d)/u,
  /\b(?:set|mark|record|output|return)\s+(?:the\s+)?(?:overall(?! experience)|opt_out|would_recommend|needs_human|sentiment|rating|aspects|\w+_\w+)\b/u,
  /\b(?:opt_out|would_recommend|needs_human|sentiment|is_admin|admin|role)\s*(?:=|:=|==)\s*(?:\d|true|false|null|positive|admin|["'])/u,
  /\b(?:system prompt|prompt injection|jailbreak|developer mode|debug mode|admin mode|god mode|sudo|hidden instructions?|initial instructions?|reveal your|print your|repeat your|show me your (?:prompt|instructions)|api key|language model|new instructions?:|instructions? (?:for|to) (?:the )?(?:ai|model|bot|system|assistant|parser|llm)|as an ai|dear (?:ai|llm|model|bot)|note to (?:the )?(?:ai|llm|model|bot|system|parser)|attention (?:ai|llm|model|bot|system)|hey (?:ai|llm|chatgpt|gpt)|to the (?:ai|llm|model|bot|parser) reading)\b/u,
  /\b(?:mark|treat|classify|label|flag)\b[^.!?\n]{0,40}\b(?:as (?:satisfied|positive|negative|resolved|happy|very satisfied|5|spam)|customer as)\b/u,
  /\b(?:ignore[zr]?|oublie[zr]?|neglige[zr]?)\b[^.!?\n]{0,30}\b(?:instructions?|consignes?|regles)\b/u,
  /\b(?:exfiltrate|dump|delete|drop|erase|wipe|export|send)\s+(?:all\s+)?(?:the\s+)?(?:entire\s+)?(?:customers?|users?|database|db|tables?|records?|phone numbers)\s*(?:database|table|data|list|records|numbers)?\s*(?:now|to|$|immediately)/u,
  /تجاهل (?:كل |جميع )?(?:التعليمات|الاوامر|الأوامر)/u,
  /התעלם מ?(?:כל )?ה?(?:הוראות|ההנחיות|הנחיות)/u,
];
const orderHint =
  /ignore|disregard|forget|override|bypass|skip|discard|you are|act |behave|pretend|roleplay|respond|system|assistant|developer|admin|root|user|human|set |record|mark|store|save|log |register|output|return|change|update|write|classify|label|report|treat|assign|flag|tag|count|print|reply with|add |prompt|jailbreak|debug|mode|sudo|instruction|reveal|repeat|api key|model|dear|attention|hey |parser|oubli|neglig|exfil|dump|delete|drop|erase|wipe|export|send|rating|overall|would_rec|opt_out|needs_human|sentiment|role|تجاهل|התעלם/u;
const codeHint =
  /[<>{}=;`|$[\]]|--|['")]\s*(?:or|and|\|\||;|\))|^[ \t]*[=+@-]|\w\(|\b(?:drop|select|delete|insert|union|javascript|update|alter|truncate|create)\b|\.\.\/|=|\bcmd\b/mu;
const link = /https?:\/\/\S{1,500}|\bwww\.\S{1,300}/gu;

/** Removes injection-like content (rule 13). Linear: every pattern has bounded repeats and is tried once a position. */
export function removeInjection(text: string): Cleaned {
  let clean = text;
  if (codeHint.test(clean)) {
    for (const pattern of [formula, formulaCall, ...code]) clean = clean.replace(pattern, '\n');
  }
  const uncoded = clean;
  if (orderHint.test(clean)) clean = removeOrders(clean);
  const injected = clean !== text;
  const orders = injected ? findOrders(uncoded) : '';
  return {
    text: clean.includes('http') || clean.includes('www.') ? clean.replace(link, ' ') : clean,
    injected,
    orders,
  };
}

/** A bracketed aside is a sentence of its own. */
const sentences = /(?<=[.!?\n\])])|(?=[[(])/u;

/** Drops the sentences that give orders, with everything the orders' own sentence says. */
function removeOrders(text: string): string {
  if (!orders.some((order) => order.test(text))) return text;
  return text
    .split(sentences)
    .map((sentence) => (orders.some((order) => order.test(sentence)) ? '\n' : sentence))
    .join('');
}

function findOrders(text: string): string {
  return text
    .split(sentences)
    .filter((sentence) => orders.some((order) => order.test(sentence)))
    .join(' ');
}
