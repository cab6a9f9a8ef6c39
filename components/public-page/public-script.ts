/**
 * Sends a form without leaving the page, so that a lost connection costs nothing that was typed; what comes back is
 * the same document that the browser would have shown by itself, as it does where this hasn't arrived yet or can't run.
 * Runs as it stands in any browser that people still answer with.
 */
export const publicScript = `(function(){
var notice=document.getElementById('offline');
function tell(){notice.hidden=navigator.onLine}
addEventListener('online',tell);addEventListener('offline',tell);tell();
document.addEventListener('submit',function(event){
  var form=event.target,pressed=event.submitter;
  if(!pressed||!self.fetch||!self.DOMParser)return;
  event.preventDefault();
  if(form.hasAttribute('aria-busy'))return;
  form.setAttribute('aria-busy','true');
  var main=document.querySelector('main'),body=new URLSearchParams(new FormData(form));
  if(pressed.name)body.append(pressed.name,pressed.value);
  fetch(location.href,{method:'POST',body:body}).then(function(answer){
    if(answer.redirected)location.assign(answer.url);
    else return answer.text().then(show);
  }).catch(function(){
    form.removeAttribute('aria-busy');
    var said=main.querySelector('[role=alert]')||document.createElement('p');
    said.setAttribute('role','alert');
    said.textContent=main.dataset.unsent;
    form.prepend(said);
  });
  function show(text){
    var next=new DOMParser().parseFromString(text,'text/html').querySelector('main[data-unsent]');
    var at=next.querySelector('[autofocus]');
    main.replaceWith(next);
    scrollTo(0,0);
    if(at)at.focus();
  }
});
})()`;
