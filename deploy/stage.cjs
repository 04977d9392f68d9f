// The stage's settings for `npx osls … --stage prod`: the lines of stages/prod.env, as `make deploy` keeps them.
'use strict';

const fs = require('node:fs');
const path = require('node:path');

const FILES = { BRIDGE_PEOPLE: 'people.json', BRIDGE_REVOKED: 'revoked' };

module.exports = async ({ resolveVariable }) => {
  const stage = await resolveVariable('sls:stage');
  const folder = process.env.STAGES || path.join(__dirname, '..', 'stages');
  const file = path.join(folder, `${stage}.env`);
  if (!fs.existsSync(file)) {
    // `make deploy` gives everything in the environment.
    if (process.argv.includes('deploy') && !process.env.BUNDLE) {
      throw new Error(
        `stages/${stage}.env is not there, and without it every URL would be dead: ` +
          `make deploy STAGE=${stage} makes it or reads it back from what is deployed.`
      );
    }
    return {};
  }
  const lines = fs.readFileSync(file, 'utf8').split(/\r?\n/).map((line) => line.trim());
  const settings = Object.fromEntries(
    lines
      .filter((line) => line && !line.startsWith('#'))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)])
  );
  for (const [name, kind] of Object.entries(FILES)) {
    if (fs.existsSync(path.join(folder, `${stage}.${kind}`))) settings[name] = `file:${kind}`;
  }
  return settings;
};
