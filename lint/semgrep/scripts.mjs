// Examples for scripts.yml: 'ruleid' has to be found, 'ok' must not.

// ruleid: unchecked-certificate
const agent = new Agent({ rejectUnauthorized: false });
// ruleid: unchecked-certificate
process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
// ok: unchecked-certificate
const careful = new Agent({ rejectUnauthorized: true });

// ruleid: command-from-text
execSync(`git log ${branch}`);
// ruleid: command-from-text
spawn('git', ['log', branch], { shell: true });
// ok: command-from-text
execFileSync('git', ['log', branch]);

// ruleid: code-from-text-in-scripts
eval(text);
// ruleid: code-from-text-in-scripts
const add = new Function('a', 'b', text);
// ok: code-from-text-in-scripts
JSON.parse(text);

// ruleid: secret-in-an-address
fetch(`https://coolify.example.com/deploy?token=${token}`);
// ok: secret-in-an-address
fetch('https://coolify.example.com/deploy', { headers: { Authorization: `Bearer ${token}` } });
