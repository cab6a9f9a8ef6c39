/**
 * Runs in the head. A button that is pressed before the app's script runs, as on a slow phone, would do nothing: the last press
 * is kept. What the browser does by itself is left to it: sending a form, opening a menu.
 */
export const earlyPressScript = `(function(){function keep(e){if(e.isTrusted)k.button=e.target.closest('button[type=button]:not([popovertarget])')}
var k=window.earlyPress={button:null,stop:function(){removeEventListener('click',keep,true)}};addEventListener('click',keep,true)})()`;
