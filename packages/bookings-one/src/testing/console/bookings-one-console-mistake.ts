/** What is wrong with a line, in words for whoever typed it. Nothing was changed. */
export class BookingsOneConsoleMistake extends Error {
  constructor(text: string) {
    super(text);
    this.name = 'BookingsOneConsoleMistake';
  }
}
