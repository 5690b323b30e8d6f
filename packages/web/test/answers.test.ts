import { expect, test } from "vitest";
import { questionsIn } from "../src/state/answers.ts";

test("questions and their parameters are those of the server's own description", () => {
  const parameters = [
    { name: "id", in: "path", required: true },
    { name: "lang", in: "query" },
    { name: "of", in: "query", required: true, schema: { type: "string", description: "Whose" } },
    { name: "perimeter", in: "query", schema: { type: "string", enum: ["parent", "unit"], default: "parent" } },
    { name: "all", in: "query", schema: { type: "boolean" } },
    { name: "draws", in: "query", schema: { type: "integer", default: 1000 } },
  ];
  const paths = {
    "/casebooks/{id}/answers/bearers": { get: { summary: "Who bears", parameters } },
    "/casebooks/{id}/files": { get: { summary: "Files" } },
  };
  expect(questionsIn({ paths })).toEqual([
    {
      name: "bearers",
      summary: "Who bears",
      parameters: [
        { name: "of", description: "Whose", required: true, choices: null, fallback: "" },
        { name: "perimeter", description: "", required: false, choices: ["parent", "unit"], fallback: "parent" },
        { name: "all", description: "", required: false, choices: ["true"], fallback: "" },
        { name: "draws", description: "", required: false, choices: null, fallback: "1000" },
      ],
    },
  ]);
});
