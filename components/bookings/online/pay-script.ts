/** Looks every few seconds whether word of the payment has come, and shows it in place; slower the longer it takes. */
export const payScript = `(function(){
if(!self.fetch||!self.DOMParser)return;
var turn=0;
function look(){
  turn++;
  fetch(location.pathname).then(function(answer){return answer.text()}).then(function(text){
    var next=new DOMParser().parseFromString(text,'text/html').getElementById('payment'),now=document.getElementById('payment');
    if(!next||!now)return;
    if(next.dataset.state!==now.dataset.state){
      now.replaceWith(next);
      var head=next.querySelector('h1');
      if(head){head.setAttribute('tabindex','-1');head.focus()}
      if(next.dataset.state!=='opened')return;
    }
    wait();
  }).catch(wait);
}
function wait(){if(turn<400)setTimeout(look,turn<40?3000:15000)}
wait();
})()`;
