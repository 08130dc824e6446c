// Validates many DOCX files in one process. Arguments: the files. Standard output: a JSON object a line, in their order.
import { readFileSync } from "node:fs";
import validate from "@ooxml-tools/validate";

const OFFICE_VERSION = "Microsoft365";

async function report(file) {
  try {
    const found = await validate(new Uint8Array(readFileSync(file)), "docx", OFFICE_VERSION);
    return { file, findings: found.map(({ id, description, path }) => ({ id, description, part: path?.partUri, xpath: path?.xpath })) };
  } catch (error) {
    return { file, error: String(error.message ?? error) };
  }
}

for (const file of process.argv.slice(2)) {
  console.log(JSON.stringify(await report(file)));
}
process.exit(0); // the .NET runtime keeps the process alive
