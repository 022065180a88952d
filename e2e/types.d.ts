// A test knows what element its selector finds; `tsc` cannot. So it may read any property of an element.

interface Element {
  [property: string]: any;
}
